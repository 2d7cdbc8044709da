import type { Reader } from '#main/core/database/handles.ts'
import { findNewest, findSeqFromId } from '#main/core/database/stores/request-store.ts'
import { requestIdAt, timeOfId } from './id-time.ts'
import type { SqlCondition } from './sql-condition.ts'

/** Between which numbers a scan has to look: `bottom` included, `top` not. */
export type ScanBounds = { bottom: number; top: number }

// An id is made when the body has been read, a while after the request came in.
const idLagMs = 3_600_000

/**
 * Ids carry the time and sort as the numbers do: times become numbers with two looks at the index of the ids, where a
 * condition on `receivedAt` alone would read every row.
 */
export async function findBounds(db: Reader, conditions: readonly SqlCondition[]): Promise<ScanBounds> {
  const newest = await findNewest(db)
  if (!newest) return { bottom: 0, top: 0 }
  const end = newest.seq + 1
  const firstFrom = async (ms: number): Promise<number> => (await findSeqFromId(db, requestIdAt(ms))) ?? end
  const fromMs = Math.max(...conditions.map((condition) => condition.fromMs ?? -Infinity))
  const beforeMs = Math.min(...conditions.map((condition) => condition.beforeMs ?? Infinity))
  // Where the clock was set back, ids run ahead of it until it has caught up.
  const isAhead = timeOfId(newest.id) - newest.receivedAt > idLagMs
  return {
    bottom: fromMs === -Infinity ? 0 : await firstFrom(fromMs),
    top: beforeMs === Infinity || isAhead ? end : await firstFrom(beforeMs + idLagMs),
  }
}
