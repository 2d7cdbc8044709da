import { FailureRun, noFailures } from '#shared/rules/auto-disable.ts'
import { Breaker, closedBreaker } from '#shared/rules/circuit-breaker.ts'
import type { Reader, Tx } from '#main/core/database/handles.ts'
import type { DailyUse } from '#main/core/deliveries/daily-quota.ts'
import type { GateState } from '#main/core/deliveries/sending/lane-gate.ts'

const parse = (text: string | null): unknown => (text === null ? undefined : JSON.parse(text))

/** What sending has taught about each webhook. What cannot be read is as if nothing had been learnt. */
export async function loadGates(db: Reader): Promise<ReadonlyMap<string, GateState>> {
  const rows = await db
    .selectFrom('webhookState')
    .select(['webhookId', 'breaker', 'rateBucket', 'failureRun', 'dailyUse'])
    .execute()
  return new Map(
    rows.map(({ webhookId, breaker, rateBucket, failureRun, dailyUse }) => [
      webhookId,
      {
        breaker: Breaker.catch(closedBreaker).parse(parse(breaker)),
        rateBucket,
        failureRun: FailureRun.catch(noFailures).parse(parse(failureRun)),
        dailyUse: (parse(dailyUse) ?? null) as DailyUse | null,
      },
    ]),
  )
}

/** Attempts to webhooks that were under way when Creel stopped. */
export const listInterruptedSending = (
  db: Reader,
): Promise<{ id: string; attemptId: string | null; webhookId: string | null }[]> =>
  db
    .selectFrom('delivery')
    .leftJoin('attempt', (join) =>
      join.onRef('attempt.deliveryId', '=', 'delivery.id').on('attempt.endedAt', 'is', null),
    )
    .where('delivery.webhookId', 'is not', null)
    .where('delivery.state', '=', 'sending')
    .select(['delivery.id', 'delivery.webhookId', 'attempt.id as attemptId'])
    .execute()

/** What was under way is owed again: at once, or held where its webhook sends no more. */
export const oweAgain = (tx: Tx, id: string, { isHeld, now }: { isHeld: boolean; now: number }) =>
  tx
    .updateTable('delivery')
    .set({
      state: isHeld ? 'held' : 'retrying',
      dueAt: isHeld ? null : now,
      reason: isHeld ? 'The webhook sends no more.' : null,
      leaseOwner: null,
      leaseUntil: null,
      updatedAt: now,
    })
    .where('id', '=', id)
    .where('state', '=', 'sending')
    .execute()
