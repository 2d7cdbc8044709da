import { sql } from 'kysely'
import type { Tx } from '#main/core/database/handles.ts'

// The states are written out, as in the partial index that this goes by. What was tried or is a test is not counted
// by a quota, and is not put off by one.
const notYetTried = sql<boolean>`state in ('queued', 'retrying') and attemptCount = 0 and isTest = 0`

/** Puts off the first `limit` that a webhook would be sent now for the first time; answers their ids. */
export async function postponeDeliveries(
  tx: Tx,
  webhookId: string,
  { until, reason, now, limit }: { until: number; reason: string; now: number; limit: number },
): Promise<string[]> {
  const due = tx
    .selectFrom('delivery')
    .select('id')
    .where('webhookId', '=', webhookId)
    .where(notYetTried)
    .where('dueAt', '<=', now)
    .limit(limit)
  const postponed = await tx
    .updateTable('delivery')
    .set({ state: 'queued', dueAt: until, reason, updatedAt: now })
    .where('id', 'in', due)
    .returning('id')
    .execute()
  return postponed.map(({ id }) => id)
}

/** What was put off is due now. */
export const recallPostponed = (tx: Tx, webhookId: string, now: number) =>
  tx
    .updateTable('delivery')
    .set({ dueAt: now, reason: null, updatedAt: now })
    .where('webhookId', '=', webhookId)
    .where(notYetTried)
    .where('reason', 'is not', null)
    .execute()
