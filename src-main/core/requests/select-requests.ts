import type { InputOf } from '#shared/contract/operations.ts'
import type { LiveSource } from '#main/core/sources/live-source.ts'
import { compileRequestQuery } from './compile-query.ts'
import type { RequestSelection } from './list-requests.ts'
import { matchesStars } from './matches-stars.ts'
import { matchText, receivedBefore, receivedFrom } from './sql-condition.ts'

/** A filter as operations on requests take it. */
export type RequestFilter = Omit<InputOf<'requests.count'>, never>

/** Turns a filter into a selection. Throws `bad-query`. */
export function selectRequests(
  filter: RequestFilter,
  { workspaceId, nowMs, sources }: { workspaceId: string; nowMs: number; sources: readonly LiveSource[] },
): RequestSelection {
  const sourcesNamed = (pattern: string): string[] =>
    sources.filter(({ settings }) => matchesStars(pattern, settings.name)).map(({ id }) => id)
  const query = compileRequestQuery(filter.q ?? '', { nowMs, sourcesNamed })
  const { method, status, verification, after, before } = filter
  return {
    workspaceId,
    sourceId: filter.sourceId ?? null,
    query: {
      texts: query.texts,
      conditions: [
        ...query.conditions,
        ...(method === undefined ? [] : [matchText('method', method)]),
        ...(status === undefined ? [] : [{ sql: 'status = ?', parameters: [status] }]),
        ...(verification === undefined ? [] : [{ sql: 'verificationState = ?', parameters: [verification] }]),
        ...(after === undefined ? [] : [receivedFrom(Date.parse(after))]),
        ...(before === undefined ? [] : [receivedBefore(Date.parse(before))]),
      ],
    },
  }
}
