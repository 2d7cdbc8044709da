import type { Tx } from '#main/core/database/handles.ts'
import type { Writer } from '#main/core/database/writer.ts'
import type { PlanEvent } from '#main/core/events/publish-event.ts'
import type { Feed } from '#main/core/feed/feed.ts'
import type { MakeId } from '#main/core/make-id.ts'
import type { Clock } from '#main/core/ports.ts'
import type { TaskAuthor, TaskResult, TaskWork } from './task-work.ts'

/** Where tasks are changed. */
export type Tasks = {
  /** What a change of tasks is made with, for whoever has a transaction of their own. */
  workFor: (workspaceId: string, author: TaskAuthor) => TaskWork
  /** Runs one change in a commit of its own, and tells it when it is on disk. */
  change: <Value>(
    workspaceId: string,
    author: TaskAuthor,
    body: (tx: Tx, work: TaskWork) => Promise<TaskResult<Value>>,
  ) => Promise<Value>
}

export function createTasks({
  writer,
  clock,
  makeId,
  plan,
  feed,
}: {
  writer: Writer
  clock: Clock
  makeId: MakeId
  plan: PlanEvent
  feed: Feed
}): Tasks {
  const changed = (ids: string[]): void => feed.publish({ kind: 'tasks.changed', data: { ids } })
  const workFor: Tasks['workFor'] = (workspaceId, author) => ({
    workspaceId,
    author,
    now: clock.now(),
    makeId,
    plan,
    changed,
  })
  return {
    workFor,
    async change(workspaceId, author, body) {
      const work = workFor(workspaceId, author)
      const { value, handOver } = await writer.write((tx) => body(tx, work))
      handOver()
      return value
    },
  }
}
