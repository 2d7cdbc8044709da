import type { CapturedRequest } from '#main/core/requests/captured-request.ts'
import type { ProviderName } from '#shared/model/provider.ts'
import type { HeaderPairs } from '#shared/model/header-pairs.ts'

/** A request as a handshake sees it: its query and its JSON read. */
export type HandshakeRequest = CapturedRequest & {
  query: URLSearchParams
  /** Undefined where the body is no JSON. */
  json: unknown
}

/** The answer to a challenge. */
export type HandshakeAnswer = { status: number; headers: HeaderPairs; body: string }

/** What an answer may be made of: nothing of it leaves Creel as it is. */
export type HandshakeMeans = { secrets: readonly string[]; isVerified: boolean }

/** One way in which a sender asks whether an address belongs to who gave it. Pure, and nothing in it throws. */
export type Handshake = {
  /** As people know it. */
  title: string
  /** Whose it is; null: of senders that have no pack of their own. */
  provider: ProviderName | null
  /** True where the request is nothing but the challenge. */
  isAsked: (request: HandshakeRequest) => boolean
  answer: (request: HandshakeRequest, means: HandshakeMeans) => HandshakeAnswer
}

// Text of a stranger goes back: no browser may take it for a page.
const guard = [['X-Content-Type-Options', 'nosniff']] as const

export const textAnswer = (body: string, headers: HeaderPairs = []): HandshakeAnswer => ({
  status: 200,
  headers: [['Content-Type', 'text/plain; charset=utf-8'], ...guard, ...headers],
  body,
})

export const jsonAnswer = (body: unknown): HandshakeAnswer => ({
  status: 200,
  headers: [['Content-Type', 'application/json'], ...guard],
  body: JSON.stringify(body),
})

/** No proof can be given: the sender must not take the address for the right one. */
export const refusal = (status: 401 | 403, body: string): HandshakeAnswer => ({ ...textAnswer(`${body}\n`), status })

/**
 * True for a challenge that is safe to sign. A sender’s challenges are plain; signing whatever text is brought would
 * let anyone have a forged event signed.
 */
export const isPlainChallenge = (text: string): boolean => /^[A-Za-z0-9_-]{1,256}$/.test(text)
