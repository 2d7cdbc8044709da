import type { SimulationRecipe } from '#shared/model/simulation.ts'
import type { Event } from '#shared/model/event.ts'
import type { EventType } from '#shared/model/event-type.ts'
import { AppError } from '#shared/contract/problem.ts'
import type { Reader } from '#main/core/database/handles.ts'
import { listDeliveriesOfEvent } from '#main/core/database/stores/delivery-store.ts'
import type { CheckData } from '#main/core/events/check-event.ts'
import { newEvent } from '#main/core/events/new-event.ts'
import type { Publisher } from '#main/core/events/publish-event.ts'
import type { MakeId } from '#main/core/make-id.ts'
import type { Clock } from '#main/core/ports.ts'
import { withFields } from './draft-event.ts'
import type { SendOutcome } from './simulator.ts'

export type PublishingParts = { db: Reader; clock: Clock; makeId: MakeId; publisher: Publisher; check: CheckData }

/** The data of a simulated event: the sample of its type, or what was written. Throws `bad-input`. */
export function dataOf(recipe: SimulationRecipe, type: EventType): Event['data'] {
  const text = withFields(recipe.body ?? JSON.stringify(type.sample), recipe.fields)
  const data = readObject(text)
  if (data) return data
  throw new AppError('bad-input', 'The data of an event is a JSON object.', {
    errors: [{ path: 'body', message: 'is no JSON object' }],
  })
}

function readObject(text: string): Event['data'] | null {
  try {
    const read = JSON.parse(text) as unknown
    return typeof read === 'object' && read !== null && !Array.isArray(read) ? (read as Event['data']) : null
  } catch {
    return null
  }
}

/** Publishes an event as if it had happened; one with the key of another is a copy of it. */
export async function publishSimulated(
  parts: PublishingParts,
  { workspaceId, type, data, key }: { workspaceId: string; type: EventType; data: Event['data']; key: string },
): Promise<SendOutcome> {
  const startTick = parts.clock.tick()
  const draft = { source: 'creel', data, metadata: {}, priority: 0, dedupeKey: key, dedupeWindowSeconds: 300 }
  const of = { workspaceId, name: type.name, version: type.version, described: type, idempotencyKey: null }
  const { event, isDuplicate } = await parts.publisher.publish(
    newEvent(parts, draft, { ...of, now: parts.clock.now() }),
  )
  const deliveries = await listDeliveriesOfEvent(parts.db, event.id)
  const owed = deliveries.length === 1 ? '1 delivery planned' : `${deliveries.length} deliveries planned`
  return {
    isExpected: true,
    isTaken: true,
    outcome: isDuplicate ? 'Known as a copy, not published again' : `Published, ${owed}`,
    status: null,
    error: null,
    answer: null,
    tookMs: parts.clock.tick() - startTick,
    requestId: null,
    eventId: event.id,
  }
}
