import type { Request, RequestTiming } from '#shared/model/request.ts'
import { toRow } from './request-row.ts'
import type { StoredRequest } from './stored-request.ts'
import { capturedOf, replyOf } from './stored-request.ts'

/** A stored request whole, its body apart. */
export function showRequest(
  stored: StoredRequest,
  { deliveryIds, timing }: { deliveryIds: string[]; timing: RequestTiming | null },
): Request {
  const { target, httpVersion, headers, trailers, remoteAddress } = capturedOf(stored, new Uint8Array(0))
  return {
    ...toRow(stored),
    workspaceId: stored.workspaceId,
    target,
    httpVersion,
    headers: headers.map(([name, value]) => [name, value]),
    trailers: trailers.map(([name, value]) => [name, value]),
    remoteAddress,
    bodySha256: stored.bodySha256 && Buffer.from(stored.bodySha256).toString('hex'),
    reply: shownReply(stored),
    timing,
    deliveryIds,
  }
}

function shownReply(stored: StoredRequest): Request['reply'] {
  const reply = replyOf(stored)
  return reply && { ...reply, headers: reply.headers.map(([name, value]) => [name, value]) }
}
