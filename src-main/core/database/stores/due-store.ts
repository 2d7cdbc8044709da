import { CompiledQuery, sql } from 'kysely'
import type { DueItem } from '#main/core/deliveries/sending/due-item.ts'
import type { Reader } from '#main/core/database/handles.ts'

// Written alike everywhere, and out: the index is partial, and SQLite must see that a query stays within it, which it
// does not where the states are parameters.
const sendable = (db: Reader) =>
  db
    .selectFrom('delivery')
    .where('webhookId', 'is not', null)
    .where(sql<boolean>`state in ('queued', 'retrying')`)

// SQLite would rather go by the state and then sort.
const listed = `
  select webhookId, priority, min(dueAt) as dueAt from delivery indexed by delivery_sendable
  where webhookId is not null and state in ('queued', 'retrying')
  group by webhookId, priority`

/** The priorities at which a webhook is owed anything, and since or until when. */
export async function listSendable(db: Reader): Promise<{ webhookId: string; priority: number; dueAt: number }[]> {
  const { rows } = await db
    .getExecutor()
    .executeQuery<{ webhookId: string; priority: number; dueAt: number }>(CompiledQuery.raw(listed))
  return rows
}

/** What a webhook is owed now at one priority, the longest due first. */
export async function listDue(
  db: Reader,
  { webhookId, priority, now, limit }: { webhookId: string; priority: number; now: number; limit: number },
): Promise<DueItem[]> {
  const rows = await sendable(db)
    .select(['id', 'workspaceId', 'eventId', 'eventType', 'requestId', 'dueAt', 'attemptCount', 'firstAttemptAt'])
    .select(['isTest', 'templateVersionId', 'replayOf'])
    .where('webhookId', '=', webhookId)
    .where('priority', '=', priority)
    .where('dueAt', '<=', now)
    .orderBy('dueAt')
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map(({ eventId, eventType, dueAt, attemptCount, isTest, replayOf, ...row }) => ({
    ...row,
    webhookId,
    priority,
    eventId: eventId ?? '',
    eventType: eventType ?? '',
    dueAt: dueAt ?? now,
    attempts: attemptCount,
    isTest: isTest === 1,
    isReplay: replayOf !== null,
  }))
}

/** When a webhook is owed something next at one priority, after `now`. */
export async function findNextDue(
  db: Reader,
  { webhookId, priority, now }: { webhookId: string; priority: number; now: number },
): Promise<number | null> {
  const row = await sendable(db)
    .select('dueAt')
    .where('webhookId', '=', webhookId)
    .where('priority', '=', priority)
    .where('dueAt', '>', now)
    .orderBy('dueAt')
    .limit(1)
    .executeTakeFirst()
  return row?.dueAt ?? null
}
