import { sql } from 'kysely'
import type { Tx } from '#main/core/database/handles.ts'
import { countUnreplayed } from './dead-letter-count.ts'

/** What a webhook is owed waits: nothing of it is sent until it is released. What is being sent goes on. */
export const holdDeliveries = (tx: Tx, webhookId: string, reason: string, now: number) =>
  tx
    .updateTable('delivery')
    .set({ state: 'held', dueAt: null, reason, updatedAt: now })
    .where('webhookId', '=', webhookId)
    .where('state', 'in', ['queued', 'retrying'])
    .execute()

/** What is held already goes on being held, for another reason. */
export const explainHeld = (tx: Tx, webhookId: string, reason: string, now: number) =>
  tx
    .updateTable('delivery')
    .set({ reason, updatedAt: now })
    .where('webhookId', '=', webhookId)
    .where('state', '=', 'held')
    .execute()

/** Held deliveries are owed again, at once; those that were tried before as `retrying`. */
export const releaseDeliveries = (tx: Tx, webhookId: string, since: number, now: number) =>
  tx
    .updateTable('delivery')
    .set({
      state: sql<string>`case when attemptCount = 0 then 'queued' else 'retrying' end`,
      dueAt: now,
      reason: null,
      updatedAt: now,
    })
    .where('webhookId', '=', webhookId)
    .where('state', '=', 'held')
    .where('createdAt', '>=', since)
    .execute()

/** Cancels what a webhook is owed; with `state` only what is in that state. */
export async function cancelOwed(
  tx: Tx,
  webhookId: string,
  { states, reason, now }: { states: readonly string[]; reason: string; now: number },
): Promise<void> {
  const replays = await tx
    .selectFrom('delivery')
    .select('replayOf')
    .where('webhookId', '=', webhookId)
    .where('state', 'in', states)
    .where('replayOf', 'is not', null)
    .execute()
  await tx
    .updateTable('delivery')
    .set({ state: 'cancelled', dueAt: null, reason, endedAt: now, updatedAt: now })
    .where('webhookId', '=', webhookId)
    .where('state', 'in', states)
    .execute()
  await countUnreplayed(
    tx,
    replays.flatMap(({ replayOf }) => replayOf ?? []),
  )
}

/** Whether anything is held for a webhook. */
export async function hasHeld(tx: Tx, webhookId: string): Promise<boolean> {
  const held = await tx
    .selectFrom('delivery')
    .select('id')
    .where('webhookId', '=', webhookId)
    .where('state', '=', 'held')
    .limit(1)
    .executeTakeFirst()
  return held !== undefined
}
