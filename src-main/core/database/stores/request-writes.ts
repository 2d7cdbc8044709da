import type { Database } from 'better-sqlite3'
import { valueOf } from '#shared/model/header-pairs.ts'
import type { PlannedDelivery } from '#main/core/deliveries/plan-forwarding.ts'
import type { Arrivals } from '#main/core/requests/count-arrivals.ts'
import { writeTimings } from '#main/core/requests/commit-timings.ts'
import type { KeptRequest } from '#main/core/requests/kept-request.ts'
import type { SaidByRequest } from '#main/core/requests/said-by-request.ts'

/** What is written of a request when it is routed. */
export type RoutedFields = SaidByRequest & { duplicateOf: string | null }

/** The statements of the hot path, prepared once. They run inside a turn of the writer. */
export type RequestWrites = {
  /** Keeps a request; `routed`: with what routing it comes to, where nothing else follows from it. */
  insert: (request: KeptRequest, routed: RoutedFields | null) => void
  /** What routing a request comes to: what it says, and the first request of its source with the same event id. */
  fieldsOf: (request: KeptRequest) => RoutedFields
  /** False: it was routed before. */
  markRouted: (request: KeptRequest, routed: RoutedFields) => boolean
  /** Stores what is owed for a request, and how much that is. */
  plan: (request: KeptRequest, planned: readonly PlannedDelivery[]) => void
  count: (arrivals: Arrivals) => void
  /** Stores how long requests took that were committed together and routed at once. */
  keepTimings: (requests: readonly KeptRequest[]) => void
}

const insertRequest = `
  insert into request (
    seq, id, workspaceId, sourceId, receivedAt, method, target, pathStart, httpVersion, headers, trailers, remoteAddress,
    contentType, bodyBytes, state, reason, provider, verificationState, verificationReason, secretId, skewSeconds, status, reply,
    signedHash, routed, eventType, providerEventId, summary, bodySha256, duplicateOf
  ) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`

const routeRequest = `
  update request set routed = 1, eventType = ?, providerEventId = ?, summary = ?, bodySha256 = ?, duplicateOf = ?, timing = ?
  where seq = ? and routed = 0`

const insertDelivery = `
  insert into delivery (id, workspaceId, kind, state, requestId, targetUrl, createdAt, updatedAt, lane, requestSeq)
  values (?, ?, ?, 'queued', ?, ?, ?, ?, ?, ?)`

const countTurn = `
  insert into scriptRun (sourceId, workspaceId, startedAt, taken) values (?, ?, ?, ?)
  on conflict (sourceId) do update set taken = max(taken, excluded.taken) where startedAt = excluded.startedAt`

const countRequests = `
  insert into counter (sourceId, workspaceId, requests, bytes, lastRequestAt) values (?, ?, ?, ?, ?)
  on conflict (sourceId) do update set
    requests = requests + excluded.requests,
    bytes = bytes + excluded.bytes,
    lastRequestAt = max(coalesce(lastRequestAt, 0), excluded.lastRequestAt)`

const countArrivals = `
  insert into arrival (sourceId, workspaceId, bucket, requests, rejected) values (?, ?, ?, ?, ?)
  on conflict (sourceId, bucket) do update set
    requests = requests + excluded.requests,
    rejected = rejected + excluded.rejected`

export function prepareRequestWrites(db: Database): RequestWrites {
  const request = db.prepare(insertRequest)
  const body = db.prepare('insert into body (requestSeq, workspaceId, bytes) values (?, ?, ?)')
  const route = db.prepare(routeRequest)
  const delivery = db.prepare(insertDelivery)
  const owed = db.prepare("update request set deliveryCount = ?, deliveryState = 'queued' where seq = ?")
  const firstCame = db.prepare('update request set firstCameAt = ? where seq = ?')
  const turn = db.prepare(countTurn)
  const counter = db.prepare(countRequests)
  const arrivals = db.prepare(countArrivals)
  const timings = db.prepare('insert or replace into commitTiming (lastSeq, timings) values (?, ?)')
  // Equal keys of an index lie in the order of the rows: asking for that order would make SQLite sort, at ten times the cost.
  const firstWithEvent = db
    .prepare<[string, string, number], string>(
      'select id from request where sourceId = ? and providerEventId = ? and seq < ? limit 1',
    )
    .pluck()

  const decideReplay = prepareDecideReplay(db)

  return {
    insert(kept, routed) {
      decideReplay(kept)
      request.run(requestColumns(kept, routed))
      if (kept.body.length > 0) body.run(kept.seq, kept.workspaceId, kept.body)
      if (kept.firstCameAtMs !== undefined) firstCame.run(kept.firstCameAtMs, kept.seq)
      if (kept.turn !== null) turn.run(kept.sourceId, kept.workspaceId, kept.turn.startedAt, kept.turn.taken)
    },
    fieldsOf({ said, sourceId, seq }) {
      const { providerEventId } = said
      const first = providerEventId === null ? null : firstWithEvent.get(sourceId, providerEventId, seq)
      return { ...said, duplicateOf: first ?? null }
    },
    markRouted(kept, { eventType, providerEventId, summary, bodySha256, duplicateOf }) {
      const timing = kept.timing && JSON.stringify(kept.timing)
      return route.run(eventType, providerEventId, summary, bodySha256, duplicateOf, timing, kept.seq).changes === 1
    },
    plan(kept, planned) {
      for (const { id, kind, targetUrl, lane } of planned) {
        delivery.run(
          id,
          kept.workspaceId,
          kind,
          kept.id,
          targetUrl,
          kept.receivedAtMs,
          kept.receivedAtMs,
          lane,
          kept.seq,
        )
      }
      if (planned.length > 0) owed.run(planned.length, kept.seq)
    },
    count({ sourceId, workspaceId, bucket, requests, rejected, bytes, lastRequestAt }) {
      counter.run(sourceId, workspaceId, requests, bytes, lastRequestAt)
      arrivals.run(sourceId, workspaceId, bucket, requests, rejected)
    },
    keepTimings(requests) {
      const written = writeTimings(requests)
      if (written) timings.run(written.lastSeq, written.timings)
    },
  }
}

// Inside the write, where all that came before is to be seen: of two copies at once the second is one.
function prepareDecideReplay(db: Database): (kept: KeptRequest) => void {
  const firstSigned = db
    .prepare<[string, Uint8Array, number], number>(
      'select 1 from request where sourceId = ? and signedHash = ? and receivedAt >= ? limit 1',
    )
    .pluck()
  return (kept) => {
    if (!kept.replay) return
    const { signedHash, sinceMs, whenNew, whenSeen } = kept.replay
    const isSeen = firstSigned.get(kept.sourceId, signedHash, sinceMs) !== undefined
    Object.assign(kept, isSeen ? whenSeen : whenNew)
  }
}

function requestColumns(kept: KeptRequest, routed: RoutedFields | null): unknown[] {
  const { verification, reply } = kept
  return [
    kept.seq,
    kept.id,
    kept.workspaceId,
    kept.sourceId,
    kept.receivedAtMs,
    kept.method,
    kept.target,
    kept.target.length - kept.path.length,
    kept.httpVersion,
    kept.headersText,
    kept.trailers.length === 0 ? null : JSON.stringify(kept.trailers),
    kept.remoteAddress,
    valueOf(kept.headers, 'content-type') ?? null,
    kept.body.length,
    kept.state,
    kept.reason,
    kept.provider,
    verification.state,
    verification.reason,
    verification.secretId,
    verification.skewSeconds,
    reply?.status ?? null,
    isEmptyReply(kept) ? null : JSON.stringify({ headers: reply?.headers, body: reply?.body, rule: kept.rule }),
    // Of a copy nothing: the time runs from the first.
    verification.reason === 'replayed' ? null : (kept.replay?.signedHash ?? null),
    ...routedColumns(routed),
  ]
}

const unrouted = [0, null, null, null, null, null]

const routedColumns = (routed: RoutedFields | null): unknown[] =>
  routed === null
    ? unrouted
    : [1, routed.eventType, routed.providerEventId, routed.summary, routed.bodySha256, routed.duplicateOf]

// Most answers are a bare 200: they need no copy in every row.
const isEmptyReply = ({ reply, rule }: KeptRequest): boolean =>
  reply === null || (reply.headers.length === 0 && reply.body === '' && rule === null)
