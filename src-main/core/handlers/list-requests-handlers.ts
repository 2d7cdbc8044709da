import type { Reader } from '#main/core/database/handles.ts'
import { listArrivals } from '#main/core/database/stores/arrival-store.ts'
import { countDeleted, countKept } from '#main/core/database/stores/counter-store.ts'
import { findIndexedSeq, findRow } from '#main/core/database/stores/request-store.ts'
import type { RequestSelection } from '#main/core/requests/list-requests.ts'
import { listRequests, listSeqs } from '#main/core/requests/list-requests.ts'
import { fromCursor, toCursor } from '#main/core/requests/page-cursor.ts'
import { toRow } from '#main/core/requests/request-row.ts'
import { waitForRequest } from '#main/core/requests/wait-for-request.ts'
import type { Handlers } from './handlers.ts'
import type { RequestsParts } from './requests-parts.ts'
import { selectionOf } from './requests-parts.ts'

const countedAtMost = 10_000

type ListRequestsHandlers = Pick<Handlers, 'requests.list' | 'requests.count' | 'requests.tape' | 'requests.wait'>

export function listRequestsHandlers(parts: RequestsParts): ListRequestsHandlers {
  const { readers, clock, feed } = parts

  return {
    'requests.list': async ({ limit, cursor, ...filter }, { workspaceId, signal }) => {
      const selection = selectionOf(parts, workspaceId, filter)
      const rows = await listRequests(readers.heavy, selection, { beforeSeq: fromCursor(cursor), limit, signal })
      const last = rows.length < limit ? undefined : rows.at(-1)
      return { items: rows.map(toRow), nextCursor: last ? toCursor(last.seq) : null }
    },
    'requests.count': async (filter, { workspaceId, signal }) => {
      const selection = selectionOf(parts, workspaceId, filter)
      if (isEverything(selection)) return { count: await countAll(readers.heavy, selection), isEstimate: false }
      const limit = countedAtMost + 1
      const rows = await listSeqs(readers.heavy, selection, { beforeSeq: Number.MAX_SAFE_INTEGER, limit, signal })
      return { count: Math.min(rows.length, countedAtMost), isEstimate: rows.length > countedAtMost }
    },
    'requests.tape': async ({ sourceId, minutes, bucketSeconds }, { workspaceId }) => {
      const bucketMs = bucketSeconds * 1000
      const count = Math.ceil((minutes * 60) / bucketSeconds)
      const first = Math.floor(clock.now() / bucketMs) - count + 1
      const from = first * bucketMs
      const arrivals = await listArrivals(readers.quick, { workspaceId, sourceId, from, bucketMs })
      const bySlice = new Map(arrivals.map((arrival) => [arrival.slice, arrival]))
      const buckets = Array.from({ length: count }, (_, index) => {
        const { requests = 0, rejected = 0 } = bySlice.get(first + index) ?? {}
        return { requests, rejected }
      })
      return { from: new Date(from).toISOString(), bucketSeconds, buckets }
    },
    'requests.wait': async ({ timeoutSeconds, ...filter }, { workspaceId, signal }) =>
      waitForRequest(feed, clock, {
        matches: async ({ id }) => {
          const selection = selectionOf(parts, workspaceId, filter)
          if (selection.query.texts.length > 0) await untilSearchable(parts, workspaceId, id, signal)
          selection.query.conditions.push({ sql: 'id = ?', parameters: [id] })
          const some = { beforeSeq: Number.MAX_SAFE_INTEGER, limit: 1, signal }
          return (await listSeqs(readers.heavy, selection, some)).length > 0
        },
        timeoutMs: timeoutSeconds * 1000,
        signal,
      }),
  }
}

const isEverything = ({ query }: RequestSelection): boolean => query.texts.length === 0 && query.conditions.length === 0

const countAll = async (db: Reader, { workspaceId, sourceId }: RequestSelection): Promise<number> =>
  (await countKept(db, workspaceId, sourceId)) - (await countDeleted(db, workspaceId, sourceId))

const searchablePauseMs = 50

// The full-text index follows a little behind the requests.
async function untilSearchable(
  { readers, clock }: RequestsParts,
  workspaceId: string,
  id: string,
  signal: AbortSignal,
): Promise<void> {
  const row = await findRow(readers.quick, workspaceId, id)
  while (row && !signal.aborted && (await findIndexedSeq(readers.quick)) < row.seq) {
    await new Promise<void>((resolve) => clock.after(searchablePauseMs, resolve))
  }
}
