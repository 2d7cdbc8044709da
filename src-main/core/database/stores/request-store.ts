import type { RequestTiming } from '#shared/model/request.ts'
import { readTiming } from '#main/core/requests/commit-timings.ts'
import type { StoredRow } from '#main/core/requests/request-row.ts'
import { rowColumns } from '#main/core/requests/request-row.ts'
import type { StoredRequest } from '#main/core/requests/stored-request.ts'
import type { Reader, Tx } from '#main/core/database/handles.ts'

/** One request, deleted or not. */
export const findRequest = (db: Reader, workspaceId: string, id: string): Promise<StoredRequest | undefined> =>
  db.selectFrom('request').selectAll().where('id', '=', id).where('workspaceId', '=', workspaceId).executeTakeFirst()

export const findRow = (db: Reader, workspaceId: string, id: string): Promise<StoredRow | undefined> =>
  db
    .selectFrom('request')
    .select(rowColumns)
    .where('id', '=', id)
    .where('workspaceId', '=', workspaceId)
    .executeTakeFirst()

/** The body; empty where there is none. */
export async function findBody(db: Reader, seq: number): Promise<Uint8Array> {
  const row = await db.selectFrom('body').select('bytes').where('requestSeq', '=', seq).executeTakeFirst()
  return row?.bytes ?? new Uint8Array(0)
}

/** How long a request took; null where that is not known (any more). */
export async function findTiming(db: Reader, { seq, timing }: StoredRequest): Promise<RequestTiming | null> {
  if (timing !== null) return JSON.parse(timing) as RequestTiming
  const together = await db
    .selectFrom('commitTiming')
    .select('timings')
    .where('lastSeq', '>=', seq)
    .orderBy('lastSeq')
    .limit(1)
    .executeTakeFirst()
  return together ? readTiming(together.timings, seq) : null
}

/** The request with the highest number. */
export const findNewest = (db: Reader): Promise<Pick<StoredRequest, 'seq' | 'id' | 'receivedAt'> | undefined> =>
  db.selectFrom('request').select(['seq', 'id', 'receivedAt']).orderBy('seq', 'desc').limit(1).executeTakeFirst()

/** Up to which number the requests can be searched. */
export async function findIndexedSeq(db: Reader): Promise<number> {
  const indexed = await db.selectFrom('watermark').select('seq').where('name', '=', 'requestText').executeTakeFirst()
  return indexed?.seq ?? 0
}

/** The number of the first request whose id is not below this one. */
export async function findSeqFromId(db: Reader, id: string): Promise<number | null> {
  const first = await db
    .selectFrom('request')
    .select('seq')
    .where('id', '>=', id)
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
  return first?.seq ?? null
}

/** Requests that are on disk but were not routed yet, oldest first. */
export const listUnrouted = (db: Reader, afterSeq: number, limit: number): Promise<StoredRequest[]> =>
  db
    .selectFrom('request')
    .selectAll()
    .where('routed', '=', 0)
    .where('seq', '>', afterSeq)
    .orderBy('seq')
    .limit(limit)
    .execute()

export type RequestChanges = { pinned?: number; note?: string | null; readAt?: number | null }

export const updateRequest = (tx: Tx, workspaceId: string, id: string, changes: RequestChanges) =>
  tx.updateTable('request').set(changes).where('id', '=', id).where('workspaceId', '=', workspaceId).execute()

/** Soft-deletes what is named and not deleted yet; answers which. */
export const deleteRequests = (tx: Tx, seqs: readonly number[], deletedAt: number, undoToken: string) =>
  tx
    .updateTable('request')
    .set({ deletedAt, undoToken })
    .where('seq', 'in', seqs)
    .where('deletedAt', 'is', null)
    .returning(['seq', 'id'])
    .execute()

/** Brings back what was soft-deleted, by ids or by the token of the deletion. */
export const restoreRequests = (
  tx: Tx,
  workspaceId: string,
  { ids, undoToken }: { ids?: readonly string[] | undefined; undoToken?: string | undefined },
) =>
  tx
    .updateTable('request')
    .set({ deletedAt: null, undoToken: null })
    .where('workspaceId', '=', workspaceId)
    .where('deletedAt', 'is not', null)
    .where((row) => (undoToken === undefined ? row('id', 'in', ids ?? []) : row('undoToken', '=', undoToken)))
    .returning('id')
    .execute()

export const markRead = (tx: Tx, seqs: readonly number[], now: number) =>
  tx.updateTable('request').set({ readAt: now }).where('seq', 'in', seqs).where('readAt', 'is', null).execute()

/** Stores who answered the sender, and with what status, when that was known only after the commit. */
export const recordReply = (tx: Tx, id: string, { status, reply }: { status: number; reply: string }) =>
  tx.updateTable('request').set({ status, reply }).where('id', '=', id).execute()

/** Says of senders that waited for an app when Creel ended that they got no answer. */
export const settleUnanswered = (tx: Tx) =>
  tx
    .updateTable('request')
    .set({ reason: 'Creel stopped before an answer was recorded' })
    .where('status', 'is', null)
    .where('state', '=', 'accepted')
    .where('reason', 'is', null)
    .execute()
