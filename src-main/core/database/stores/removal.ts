import type { Database } from 'better-sqlite3'
import { keptBytes } from '#main/core/requests/count-arrivals.ts'

/** Removes requests for good, with all that hangs on them. Runs inside a turn of the writer. */
export type Removal = {
  /**
   * Up to `limit` requests that may go: the oldest first, never one that is pinned, unrouted or still being delivered,
   * nor one of which a delivery has been a dead letter for no longer than since `deadSince`.
   */
  removeOld: (which: OldRequests, limit: number) => Removed
  /** Requests whose soft delete is past undoing. */
  removeDeleted: (deletedBefore: number, limit: number) => Removed
  dropArrivals: (before: number) => void
  /** Secrets that have been in use no more since before. */
  dropSecrets: (removedBefore: number) => void
}

export type OldRequests = { sourceId: string; receivedBefore: number | null; deadSince: number }

export type Removed = { ids: string[]; requests: number; bytes: number }

type Row = { seq: number; id: string; sourceId: string; bodyBytes: number; headersLength: number }

// What may not be removed: something is still owed for it.
const isFree = `
  routed = 1 and not exists (
    select 1 from delivery where requestId = request.id and state in ('queued', 'sending', 'retrying', 'held'))`
const isNotDeadSince = `
  not exists (select 1 from delivery where requestId = request.id and state = 'dead_letter' and updatedAt >= ?)`
const columns = 'seq, id, sourceId, bodyBytes, length(headers) as headersLength'

export function prepareRemoval(db: Database): Removal {
  // The age is looked at after the limit: a scan for the first old one among a million young ones would take seconds.
  const old = db.prepare<[string, number, number, number], Row>(
    `select ${columns} from (
      select * from request where sourceId = ? and pinned = 0 and ${isFree} and ${isNotDeadSince} order by seq limit ?
    ) where receivedAt < ?`,
  )
  const deleted = db.prepare<[number, number], Row>(
    `select ${columns} from request where deletedAt < ? and ${isFree} order by deletedAt limit ?`,
  )
  const removals = [
    'delete from replayBody where deliveryId in (select id from delivery where requestId = (select id from request where seq = ?))',
    'delete from rendering where deliveryId in (select id from delivery where requestId = (select id from request where seq = ?))',
    'delete from attempt where deliveryId in (select id from delivery where requestId = (select id from request where seq = ?))',
    'delete from delivery where requestId = (select id from request where seq = ?)',
    'delete from requestText where rowid = ?',
    'delete from body where requestSeq = ?',
    // The times of all that were committed together go with the last of them.
    'delete from commitTiming where lastSeq = ?',
    'delete from request where seq = ?',
  ].map((sql) => db.prepare<[number]>(sql))
  const uncount = db.prepare('update counter set requests = requests - 1, bytes = max(0, bytes - ?) where sourceId = ?')
  const secrets = db.prepare('delete from removedSecret where removedAt < ?')
  const arrivals = db.prepare('delete from arrival where bucket < ?')

  const remove = (rows: readonly Row[]): Removed => {
    let bytes = 0
    for (const row of rows) {
      for (const removal of removals) removal.run(row.seq)
      const size = keptBytes(row.bodyBytes, row.headersLength)
      uncount.run(size, row.sourceId)
      bytes += size
    }
    return { ids: rows.map(({ id }) => id), requests: rows.length, bytes }
  }

  return {
    removeOld: ({ sourceId, receivedBefore, deadSince }, limit) =>
      remove(old.all(sourceId, deadSince, limit, receivedBefore ?? Number.MAX_SAFE_INTEGER)),
    removeDeleted: (deletedBefore, limit) => remove(deleted.all(deletedBefore, limit)),
    dropArrivals: (before) => void arrivals.run(before),
    dropSecrets: (removedBefore) => void secrets.run(removedBefore),
  }
}
