import type { OutputOf } from '#shared/contract/operations.ts'
import type { RequestRow, Tape } from '#shared/model/request.ts'
import type { Status } from '#shared/model/status.ts'
import { addToTape } from '#renderer/data/add-to-tape.ts'
import { queryClient } from '#renderer/data/query-client.ts'
import { countsKey, recountSoon, tapesKey } from './recount.ts'
import { statusKey } from './status.ts'

/** Adds what has just arrived to the counts and tapes that are shown, without asking the server for each. */
export function countArrivals(rows: readonly RequestRow[]): void {
  queryClient.setQueryData<Status>(statusKey, (status) =>
    status
      ? { ...status, requestCount: status.requestCount + rows.length, unreadCount: status.unreadCount + rows.length }
      : status,
  )
  queryClient.setQueryData<OutputOf<'requests.count'>>([...countsKey, ''], (known) =>
    known && !known.isEstimate ? { ...known, count: known.count + rows.length } : known,
  )
  for (const [key, tape] of queryClient.getQueriesData<Tape>({ queryKey: tapesKey })) {
    const own = rows.filter((row) => !key[2] || row.sourceId === key[2])
    if (tape) queryClient.setQueryData<Tape>(key, addToTape(tape, own))
  }
  recountSoon()
}
