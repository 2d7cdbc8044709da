import type { Database } from 'better-sqlite3'
import { valueOf } from '#shared/model/header-pairs.ts'
import type { ReadEvent } from '#main/core/events/read-event.ts'
import type { PlannedDelivery } from '#main/core/deliveries/plan-forwarding.ts'
import type { Arrivals } from '#main/core/requests/count-arrivals.ts'
import type { KeptRequest } from '#main/core/requests/kept-request.ts'

/** What is written of a request when it is routed. */
export type RoutedFields = Omit<ReadEvent, 'contentType'> & { bodySha256: Uint8Array; duplicateOf: string | null }

/** The statements of the hot path, prepared once. They run inside a turn of the writer. */
export type RequestWrites = {
  insert: (request: KeptRequest) => void
  /** The first request of the source with this event id that came before `seq`. */
  findFirstWithEvent: (sourceId: string, providerEventId: string, seq: number) => string | null
  /** False: it was routed before. */
  markRouted: (request: KeptRequest, routed: RoutedFields) => boolean
  /** Stores what is owed for a request, and how much that is. */
  plan: (request: KeptRequest, planned: readonly PlannedDelivery[]) => void
  count: (arrivals: Arrivals) => void
}

const insertRequest = `
  insert into request (
    seq, id, workspaceId, sourceId, receivedAt, method, target, pathStart, httpVersion, headers, trailers, remoteAddress,
    contentType, bodyBytes, state, reason, provider, verificationState, verificationReason, secretId, skewSeconds, status, reply,
    signedHash
  ) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`

const routeRequest = `
  update request set routed = 1, eventType = ?, providerEventId = ?, summary = ?, bodySha256 = ?, duplicateOf = ?, timing = ?
  where seq = ? and routed = 0`

const insertDelivery = `
  insert into delivery (id, workspaceId, kind, state, requestId, targetUrl, createdAt, updatedAt, lane, requestSeq)
  values (?, ?, ?, 'queued', ?, ?, ?, ?, ?, ?)`

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
  const counter = db.prepare(countRequests)
  const arrivals = db.prepare(countArrivals)
  // Equal keys of an index lie in the order of the rows: asking for that order would make SQLite sort, at ten times the cost.
  const firstWithEvent = db
    .prepare<[string, string, number], string>(
      'select id from request where sourceId = ? and providerEventId = ? and seq < ? limit 1',
    )
    .pluck()

  const firstSigned = db
    .prepare<[string, Uint8Array, number], number>(
      'select 1 from request where sourceId = ? and signedHash = ? and receivedAt >= ? limit 1',
    )
    .pluck()

  // Inside the write, where all that came before is to be seen: of two copies at once the second is one.
  const decideReplay = (kept: KeptRequest): void => {
    if (!kept.replay) return
    const { signedHash, sinceMs, whenNew, whenSeen } = kept.replay
    const isSeen = firstSigned.get(kept.sourceId, signedHash, sinceMs) !== undefined
    Object.assign(kept, isSeen ? whenSeen : whenNew)
  }

  return {
    insert(kept) {
      decideReplay(kept)
      request.run(...requestColumns(kept))
      if (kept.body.length > 0) body.run(kept.seq, kept.workspaceId, kept.body)
    },
    findFirstWithEvent: (sourceId, providerEventId, seq) => firstWithEvent.get(sourceId, providerEventId, seq) ?? null,
    markRouted(kept, { eventType, providerEventId, summary, bodySha256, duplicateOf }) {
      const timing = JSON.stringify(kept.timing)
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
  }
}

function requestColumns(kept: KeptRequest): unknown[] {
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
  ]
}

// Most answers are a bare 200: they need no copy in every row.
const isEmptyReply = ({ reply, rule }: KeptRequest): boolean =>
  reply === null || (reply.headers.length === 0 && reply.body === '' && rule === null)
