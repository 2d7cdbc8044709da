import type { Tx } from '#main/core/database/handles.ts'
import { uncountReplayed } from './dead-letter-count.ts'
import { tellRequests } from './delivery-states.ts'
import type { StoredDelivery } from './delivery-store.ts'
import { copyRendering } from './rendering-store.ts'

/** An ended delivery that is to be sent again, as a delivery of its own; `dueAt` null: it is held. */
export type NewReplay = {
  id: string
  of: StoredDelivery
  targetUrl: string
  templateVersionId: string | null
  /** Nothing comes of it where another replay of the same delivery was not cancelled. */
  isOnce: boolean
  dueAt: number | null
  now: number
}

export type ReplayWishes = { asSent: boolean; heldBecause: string | null }

/** Stores replays of deliveries to webhooks, and answers which; `asSent` gives them the bytes that were sent before. */
export async function insertReplays(
  tx: Tx,
  wished: readonly NewReplay[],
  { asSent, heldBecause }: ReplayWishes,
): Promise<NewReplay[]> {
  const replays = await withoutSecond(tx, wished)
  for (const { id, of, targetUrl, templateVersionId, dueAt, now } of replays) {
    const { workspaceId, kind, requestId, webhookId, eventId, eventType, priority, isTest } = of
    const state = dueAt === null ? 'held' : 'queued'
    await tx
      .insertInto('delivery')
      .values({
        id,
        workspaceId,
        kind,
        state,
        requestId,
        webhookId,
        targetUrl,
        templateVersionId,
        dueAt,
        eventId,
        eventType,
        priority,
        isTest,

        replayOf: of.id,
        reason: dueAt === null ? heldBecause : null,
        createdAt: now,
        updatedAt: now,
        deletedAt: null,
        lane: null,
        requestSeq: null,
      })
      .execute()
    if (asSent) await copyRendering(tx, of.id, id, now)
  }
  await uncountReplayed(
    tx,
    replays.map(({ of }) => of.id),
  )
  const requestIds = replays.flatMap(({ of }) => of.requestId ?? [])
  if (requestIds.length === 0) return replays
  await tx
    .updateTable('request')
    .set((row) => ({ deliveryCount: row('deliveryCount', '+', 1) }))
    .where('id', 'in', requestIds)
    .execute()
  await tellRequests(tx, requestIds)
  return replays
}

// Asked here, where nobody else writes: two who replay one dead letter at the same time would send it twice.
async function withoutSecond(tx: Tx, wished: readonly NewReplay[]): Promise<NewReplay[]> {
  const once = wished.flatMap(({ isOnce, of }) => (isOnce ? of.id : []))
  if (once.length === 0) return [...wished]
  const replayed = await tx
    .selectFrom('delivery')
    .select('replayOf')
    .where('replayOf', 'in', once)
    .where('state', '<>', 'cancelled')
    .execute()
  const taken = new Set(replayed.map(({ replayOf }) => replayOf))
  return wished.filter(({ isOnce, of }) => !isOnce || !taken.has(of.id))
}

/** Makes the next attempt of a delivery to a webhook due; false: nothing is owed of it, or it is being sent. */
export async function makeDue(tx: Tx, id: string, now: number): Promise<boolean> {
  const made = await tx
    .updateTable('delivery')
    .set({ state: 'retrying', dueAt: now, reason: null, updatedAt: now })
    .where('id', '=', id)
    .where('webhookId', 'is not', null)
    .where('state', 'in', ['queued', 'retrying', 'held'])
    .returning('requestId')
    .executeTakeFirst()
  if (made?.requestId) await tellRequests(tx, [made.requestId])
  return made !== undefined
}
