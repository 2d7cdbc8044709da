import { valueOf } from '#shared/model/header-pairs.ts'
import type { Reader } from '#main/core/database/handles.ts'
import type { StoredRequest } from '#main/core/requests/stored-request.ts'
import { replyOf } from '#main/core/requests/stored-request.ts'
import type { SenderAttempt } from './sender-attempt.ts'

/** More are not judged: what they show has been shown by then. */
const mostJudged = 1000

/** The requests that a source has accepted since a moment, oldest first. */
export async function readAttempts(db: Reader, sourceId: string, sinceMs: number): Promise<SenderAttempt[]> {
  const stored = await db
    .selectFrom('request')
    .selectAll()
    .where('sourceId', '=', sourceId)
    .where('receivedAt', '>=', sinceMs)
    .where('state', '=', 'accepted')
    .where('routed', '=', 1)
    .where('deletedAt', 'is', null)
    .orderBy('seq')
    .limit(mostJudged)
    .execute()
  return stored.map(toAttempt)
}

function toAttempt(stored: StoredRequest): SenderAttempt {
  const headers = replyOf(stored)?.headers ?? []
  const { status } = stored
  const location = status !== null && status >= 300 && status < 400 ? valueOf(headers, 'Location') : undefined
  return {
    requestId: stored.id,
    receivedAtMs: stored.receivedAt,
    target: stored.target,
    status,
    reason: stored.reason,
    retryAfterMs: waitOf(valueOf(headers, 'Retry-After'), stored.receivedAt),
    redirectTarget: location === undefined ? null : targetOf(location, stored.target),
    eventId: stored.providerEventId,
    bodyHash: stored.bodySha256 === null ? '' : Buffer.from(stored.bodySha256).toString('hex'),
    signedAtSeconds: stored.skewSeconds === null ? null : Math.floor(stored.receivedAt / 1000) - stored.skewSeconds,
  }
}

/** `Retry-After` is a number of seconds or a date (RFC 9110 section 10.2.3). */
function waitOf(text: string | undefined, receivedAtMs: number): number | null {
  if (text === undefined) return null
  if (/^\d+$/.test(text.trim())) return Number(text) * 1000
  const at = Date.parse(text)
  return Number.isNaN(at) ? null : Math.max(0, at - receivedAtMs)
}

/** What is asked for next by who follows a `Location`, which may be relative (RFC 9110 section 10.2.2). */
function targetOf(location: string, from: string): string | null {
  const base = new URL(from, 'http://here.invalid')
  const to = URL.canParse(location, base.href) ? new URL(location, base) : null
  return to && `${to.pathname}${to.search}`
}
