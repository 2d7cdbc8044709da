import type { Tx } from '#main/core/database/handles.ts'
import { tellRequests } from './delivery-states.ts'
import type { StoredDelivery } from './delivery-store.ts'
import { copyRendering } from './rendering-store.ts'

/** An ended delivery that is to be sent again, as a delivery of its own; `dueAt` null: it is held. */
export type NewReplay = {
  id: string
  of: StoredDelivery
  targetUrl: string
  templateVersionId: string | null
  dueAt: number | null
  now: number
}

export type ReplayWishes = { asSent: boolean; heldBecause: string | null }

/** Stores replays of deliveries to webhooks; `asSent` gives them the bytes that were sent before. */
export async function insertReplays(tx: Tx, replays: readonly NewReplay[], { asSent, heldBecause }: ReplayWishes) {
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
  const requestIds = replays.flatMap(({ of }) => of.requestId ?? [])
  if (requestIds.length === 0) return
  await tx
    .updateTable('request')
    .set((row) => ({ deliveryCount: row('deliveryCount', '+', 1) }))
    .where('id', 'in', requestIds)
    .execute()
  await tellRequests(tx, requestIds)
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
