import type { EventCause, EventMetadata } from '#shared/model/event.ts'
import type { Person, TaskSurface } from '#shared/model/task.ts'
import type { PlanEvent } from '#main/core/events/publish-event.ts'
import type { MakeId } from '#main/core/make-id.ts'

/** Who changes tasks, from where, and what the events of the change say of it beside. */
export type TaskAuthor = {
  actor: Person | null
  via: TaskSurface
  /** The request that led to the change. */
  requestId: string | null
  metadata: EventMetadata
  /** The action of a trigger that changes it; left out: none does. */
  cause?: EventCause
}

/** What a change of tasks is made with; it lies in one workspace and happens at one moment. */
export type TaskWork = {
  workspaceId: string
  now: number
  author: TaskAuthor
  makeId: MakeId
  plan: PlanEvent
  /** Tells the feed. */
  changed: (taskIds: string[]) => void
}

/** What a change came to. `handOver` is to be called once, after the commit: it tells sender and feed. */
export type TaskResult<Value> = { value: Value; handOver: () => void }

export const nothingToTell = (): void => {}
