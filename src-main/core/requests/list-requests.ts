import { CompiledQuery } from 'kysely'
import type { Reader } from '#main/core/database/handles.ts'
import type { CompiledRequestQuery } from './compile-query.ts'
import type { StoredRow } from './request-row.ts'
import { rowColumns } from './request-row.ts'
import { findBounds } from './scan-bounds.ts'
import type { SqlCondition } from './sql-condition.ts'
import { searchExpression } from './text-search.ts'

/** Which requests are wanted: in a workspace, not deleted, with `seq` below `beforeSeq`, newest first. */
export type RequestSelection = {
  workspaceId: string
  sourceId: string | null
  query: CompiledRequestQuery
}

// A long scan goes in slices of the key: no single query holds the reader, or a snapshot of the database, for long.
const firstSlice = 20_000
const largestSlice = 200_000

/** One page: up to `limit` rows below `beforeSeq`. Stops between slices when `signal` aborts. */
export function listRequests(
  db: Reader,
  selection: RequestSelection,
  { beforeSeq, limit, signal }: { beforeSeq: number; limit: number; signal: AbortSignal },
): Promise<StoredRow[]> {
  return scan<StoredRow>(db, selection, { columns: rowColumns.join(', '), beforeSeq, limit, signal })
}

/** The numbers of the requests, for operations on many. */
export function listSeqs(
  db: Reader,
  selection: RequestSelection,
  options: { beforeSeq: number; limit: number; signal: AbortSignal },
): Promise<{ seq: number; id: string }[]> {
  return scan<{ seq: number; id: string }>(db, selection, { columns: 'seq, id', ...options })
}

type Scan = { columns: string; beforeSeq: number; limit: number; signal: AbortSignal }

async function scan<Row extends { seq: number }>(
  db: Reader,
  selection: RequestSelection,
  { columns, beforeSeq, limit, signal }: Scan,
): Promise<Row[]> {
  const rows: Row[] = []
  const { texts, conditions } = selection.query
  const text = texts.length === 0 ? null : await searchExpression(db, texts)
  const isDirect = text !== null || conditions.length === 0
  const bounds = await findBounds(db, conditions)
  let top = Math.min(beforeSeq, bounds.top)
  for (let slice = firstSlice; top > bounds.bottom && rows.length < limit; slice = Math.min(slice * 2, largestSlice)) {
    signal.throwIfAborted()
    const bottom = isDirect ? bounds.bottom : Math.max(bounds.bottom, top - slice)
    rows.push(...(await readSlice<Row>(db, selection, { text, columns, bottom, top, limit: limit - rows.length })))
    top = bottom
  }
  return rows
}

async function readSlice<Row>(
  db: Reader,
  { workspaceId, sourceId, query }: RequestSelection,
  { text, ...slice }: { text: string | null; columns: string; bottom: number; top: number; limit: number },
): Promise<Row[]> {
  // The plus keeps the planner from leaving the full-text index for this one.
  const sourceColumn = text === null ? 'sourceId' : '+sourceId'
  const conditions: SqlCondition[] = [
    ...(text === null
      ? []
      : [
          {
            sql: 'requestText match ? and requestText.rowid >= ? and requestText.rowid < ?',
            parameters: [text, slice.bottom, slice.top],
          },
        ]),
    { sql: 'seq >= ? and seq < ?', parameters: [slice.bottom, slice.top] },
    ...(sourceId === null ? [] : [{ sql: `${sourceColumn} = ?`, parameters: [sourceId] }]),
    { sql: '+deletedAt is null and workspaceId = ?', parameters: [workspaceId] },
    ...query.conditions,
  ]
  const from = text === null ? 'request' : 'requestText cross join request on request.seq = requestText.rowid'
  const sql = `select ${slice.columns} from ${from} where ${conditions.map((condition) => `(${condition.sql})`).join(' and ')}
    order by ${text === null ? 'seq' : 'requestText.rowid'} desc limit ?`
  const parameters = [...conditions.flatMap((condition) => condition.parameters), slice.limit]
  return (await db.getExecutor().executeQuery<Row>(CompiledQuery.raw(sql, parameters))).rows
}
