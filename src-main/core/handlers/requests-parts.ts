import { AppError } from '#shared/contract/problem.ts'
import type { Readers } from '#main/core/database/handles.ts'
import { findRequest, findRow } from '#main/core/database/stores/request-store.ts'
import type { Writer } from '#main/core/database/writer.ts'
import type { Replayer } from '#main/core/deliveries/replay.ts'
import type { Feed } from '#main/core/feed/feed.ts'
import type { Clock, Random, SecretVault } from '#main/core/ports.ts'
import type { ManyReplayer } from '#main/core/replays/replay-many.ts'
import type { Importer } from '#main/core/requests/import-requests.ts'
import type { RequestSelection } from '#main/core/requests/list-requests.ts'
import { listSeqs } from '#main/core/requests/list-requests.ts'
import type { RequestFilter } from '#main/core/requests/select-requests.ts'
import { selectRequests } from '#main/core/requests/select-requests.ts'
import type { StoredRequest } from '#main/core/requests/stored-request.ts'
import type { SourceRegistry } from '#main/core/sources/source-registry.ts'
import type { Tunnels } from '#main/core/tunnels/tunnels.ts'
import type { Enquiries } from '#main/core/verification/enquiries.ts'
import type { WebhookRegistry } from '#main/core/webhooks/webhook-registry.ts'

/** What the handlers of requests are made of. */
export type RequestsParts = {
  readers: Readers
  writer: Writer
  clock: Clock
  random: Random
  vault: SecretVault
  registry: SourceRegistry
  webhooks: WebhookRegistry
  tunnels: Tunnels
  enquiries: Enquiries
  feed: Feed
  replayer: Replayer
  manyReplayer: ManyReplayer
  importRequests: Importer
}

/** Operations on many take at most so many at once; a caller repeats until nothing is left. */
const manyAtMost = 1_000_000
const sliceOfMany = 1000

export const selectionOf = (
  { registry, clock }: Pick<RequestsParts, 'registry' | 'clock'>,
  workspaceId: string,
  filter: RequestFilter,
): RequestSelection => selectRequests(filter, { workspaceId, nowMs: clock.now(), sources: registry.all() })

/** The request with an id. Throws `request-not-found`. */
export async function requireRequest(
  { readers }: RequestsParts,
  workspaceId: string,
  id: string,
): Promise<StoredRequest> {
  const stored = await findRequest(readers.quick, workspaceId, id)
  if (!stored)
    throw new AppError('request-not-found', `No request has the id ${id}. It may have been removed by retention.`)
  return stored
}

/** Goes through all requests that are named or that a filter finds, some at a time. */
export async function* eachSlice(
  parts: RequestsParts,
  workspaceId: string,
  { ids, ...filter }: RequestFilter & { ids?: string[] | undefined },
  signal: AbortSignal,
): AsyncGenerator<{ seq: number; id: string }[]> {
  if (ids) {
    for (let start = 0; start < ids.length; start += sliceOfMany) {
      const rows = await Promise.all(
        ids.slice(start, start + sliceOfMany).map((id) => findRow(parts.readers.quick, workspaceId, id)),
      )
      yield rows.filter((row) => row !== undefined)
    }
    return
  }
  if (Object.values(filter).every((value) => value === undefined)) {
    throw new AppError('bad-input', 'Name the requests with ids, or give a filter such as q=is:unread.')
  }
  const selection = selectionOf(parts, workspaceId, filter)
  let beforeSeq = Number.MAX_SAFE_INTEGER
  for (let count = 0; count < manyAtMost; count += sliceOfMany) {
    const rows = await listSeqs(parts.readers.heavy, selection, { beforeSeq, limit: sliceOfMany, signal })
    if (rows.length > 0) yield rows
    if (rows.length < sliceOfMany) return
    beforeSeq = rows.at(-1)?.seq ?? 0
  }
}
