import { AppError } from '#shared/contract/problem.ts'
import type { Event } from '#shared/model/event.ts'
import type { EventWrites } from '#main/core/database/stores/event-writes.ts'
import type { EventTable } from '#main/core/database/webhook-tables.ts'
import type { Writer } from '#main/core/database/writer.ts'
import { toEvent } from './to-event.ts'

/** What an event makes owed. `store` runs in the event's own transaction, `handOver` after its commit. */
export type EventPlan = { store: () => void; handOver: () => void }

/** Says what an event makes owed; from memory, in no time. */
export type PlanEvent = (event: Event) => EventPlan

/** An event that is to be published; `dedupeSince`: an equal one from then on stands for it. */
export type NewEvent = { event: EventTable; dedupeSince: number }

export type Published = { event: Event; isDuplicate: boolean }

/** Publishes events: each is on disk with all that it makes owed, or not at all. */
export type Publisher = {
  /** Throws `idempotency-conflict` where the idempotency key was used for another event. */
  publish: (one: NewEvent, plan?: PlanEvent) => Promise<Published>
}

export function createPublisher({
  writer,
  writes,
  plan: planUsually,
}: {
  writer: Writer
  writes: EventWrites
  plan: PlanEvent
}): Publisher {
  return {
    publish: (one, plan = planUsually) =>
      new Promise((resolve, reject) => {
        let published: Published | null = null
        let planned: EventPlan | null = null
        writer.hot('route', {
          run() {
            const known = findKnown(writes, one)
            published = { event: toEvent(known ?? one.event), isDuplicate: known !== undefined }
            if (known) return
            writes.insert(one.event)
            planned = plan(published.event)
            planned.store()
          },
          settle(error) {
            if (error) return reject(error)
            planned?.handOver()
            if (published) resolve(published)
          },
        })
      }),
  }
}

function findKnown(writes: EventWrites, { event, dedupeSince }: NewEvent): EventTable | undefined {
  const { workspaceId, type, idempotencyKey, dedupeKey, digest } = event
  if (idempotencyKey !== null) {
    const known = writes.findByKey(workspaceId, idempotencyKey)
    if (known && Buffer.compare(known.digest ?? Buffer.alloc(0), digest ?? Buffer.alloc(0)) !== 0) throw conflict()
    if (known) return known
  }
  return dedupeKey === null ? undefined : writes.findTwin({ workspaceId, type, dedupeKey, since: dedupeSince })
}

const conflict = (): AppError =>
  new AppError(
    'idempotency-conflict',
    'This Idempotency-Key was used for another event. Use a new key for each new event, the same one only to repeat it.',
  )
