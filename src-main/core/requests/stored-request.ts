import { ProviderName } from '#shared/model/provider.ts'
import { RequestState } from '#shared/model/request.ts'
import type { HeaderPairs } from '#shared/model/header-pairs.ts'
import { VerificationReason, VerificationState } from '#shared/model/verification.ts'
import type { Selectable } from 'kysely'
import type { RequestTable } from '#main/core/database/tables.ts'
import type { CapturedRequest } from './captured-request.ts'
import type { KeptRequest } from './kept-request.ts'
import { readSaid } from './said-by-request.ts'

export type StoredRequest = Selectable<RequestTable>

/** The answer as it is stored; null columns stand for a bare status. */
export type StoredReply = { status: number; headers: HeaderPairs; body: string; rule: string | null }

/** The request as it came, read back; an imported one with the time when it first came. */
export function capturedOf(stored: StoredRequest, body: Uint8Array): CapturedRequest {
  return {
    method: stored.method,
    target: stored.target,
    path: stored.target.slice(stored.pathStart),
    httpVersion: stored.httpVersion,
    headers: JSON.parse(stored.headers) as HeaderPairs,
    trailers: stored.trailers === null ? [] : (JSON.parse(stored.trailers) as HeaderPairs),
    body,
    remoteAddress: stored.remoteAddress,
    receivedAtMs: stored.firstCameAt ?? stored.receivedAt,
  }
}

export function replyOf(stored: StoredRequest): StoredReply | null {
  if (stored.status === null) return null
  const rest = stored.reply === null ? null : (JSON.parse(stored.reply) as Omit<StoredReply, 'status'>)
  return { status: stored.status, headers: rest?.headers ?? [], body: rest?.body ?? '', rule: rest?.rule ?? null }
}

/** The request as the router takes it: what a crash left unrouted. */
export function keptOf(stored: StoredRequest, body: Uint8Array): KeptRequest {
  const reply = replyOf(stored)
  const captured = capturedOf(stored, body)
  const provider = ProviderName.nullable().catch(null).parse(stored.provider)
  return {
    ...captured,
    receivedAtMs: stored.receivedAt,
    seq: stored.seq,
    headersText: stored.headers,
    id: stored.id,
    workspaceId: stored.workspaceId,
    sourceId: stored.sourceId,
    state: RequestState.parse(stored.state),
    reason: stored.reason,
    provider,
    verification: {
      state: VerificationState.parse(stored.verificationState),
      reason: VerificationReason.nullable().catch(null).parse(stored.verificationReason),
      secretId: stored.secretId,
      skewSeconds: stored.skewSeconds,
    },
    reply: reply && { ...reply, delayMs: 0 },
    rule: reply?.rule ?? null,
    turn: null,
    said: readSaid(captured, provider),
    routedAtOnce: null,
    timing: null,
  }
}
