import type { CapturedRequest } from '#main/core/requests/captured-request.ts'
import type { HeaderPairs } from '#shared/model/header-pairs.ts'
import type { HmacScheme, ProviderName } from '#shared/model/provider.ts'
import type { VerificationReason } from '#shared/model/verification.ts'
import type { RetryPolicy } from '#shared/rules/retry-policy.ts'
import type { RemoteProof } from './enquiry.ts'
import type { EventSample } from './event-sample.ts'
import type { KeyReading, SignatureAlgorithm } from './match-signature.ts'

/** The time that a sender says it signed at. */
export type SignedTime = {
  atSeconds: number
  /** Some senders' own libraries refuse what is old, but not what is early. */
  futureIsRefused: boolean
}

/** The signatures of one kind that a request states, and the text that they cover. */
export type StatedSignatures = {
  algorithm: SignatureAlgorithm
  /** As they stand in the header, without prefix; well-formed for the algorithm. */
  texts: readonly string[]
  /** The signed text in pieces, so that the body need not be copied. */
  signed: readonly Uint8Array[]
  /** What is signed, where it depends on the secret. */
  signedWith?: (secret: string) => readonly Uint8Array[]
  /** Where the proof lies with somebody else. */
  remote?: RemoteProof
}

/** What a request says about its own signature, before any secret is looked at. */
export type SignatureReading =
  | { kind: 'unreadable'; reason: VerificationReason; header: string }
  | {
      kind: 'readable'
      header: string
      /** What was found, for people: `t=1794922260, one v1 signature`. */
      found: string
      time: SignedTime | null
      stated: readonly StatedSignatures[]
      /** The same proof comes with each request, as a token does: it tells no copy from the original. */
      isReusable?: true
      /** What was signed, for people: `Timestamp, a dot, then the body`. Nothing is, where a token is sent. */
      signedWords: string
    }

/** With what, for which moment and in which scheme a request is signed. */
export type SigningWith = {
  secret: string
  atSeconds: number
  scheme: HmacScheme | null
  /** The address that the sender knows, where the source names it. */
  canonicalUrl?: string | null
}

/**
 * The headers that a new signature sets, and the body where the signature stands in it; or why there can be none, with
 * what to do about it.
 */
export type Signing =
  | { kind: 'signed'; headers: HeaderPairs; body?: Uint8Array }
  | { kind: 'impossible'; reason: string }

/** Where an event's id stands, or would stand: in a header, or in the JSON of the body. */
export type EventIdPlace = { in: 'header'; name: string } | { in: 'body'; path: string }

/** How a sender waits and tries again. */
export type SendingHabits = {
  /** It waits so long for the answer; null where we know of no figure. */
  timeoutMs: number | null
  /** How it sends again what got no 2xx; one attempt where it does not, null where we know of no figures. */
  retries: RetryPolicy | null
}

/** The same check in a user's own code. */
export type Sample = { language: string; code: string }

/**
 * One sender of webhooks: how its requests are recognised, what they say about their signature and their event.
 * A provider reads and never decides: `check-signature.ts` decides for all. Nothing here throws, whatever came.
 */
export type Provider = {
  name: ProviderName
  /** True when a request carries the marks of this sender, signed or not. */
  detect: (request: CapturedRequest) => boolean
  /** `canonicalUrl` is the address that the sender knows, for those that sign it; left out: it is told by the headers. */
  readSignature: (request: CapturedRequest, scheme: HmacScheme | null, canonicalUrl?: string | null) => SignatureReading
  /** Makes the key of an algorithm from a secret as a person pasted it. */
  readKey: (secret: string, algorithm: SignatureAlgorithm) => KeyReading
  /** The provider's own name of the event. `json` is the parsed body, undefined where there is none. */
  eventType: (request: CapturedRequest, json: unknown) => string | null
  /** Where the provider's own id of the event stands; it is the same when it sends the event again. */
  eventIdPlace: (request: CapturedRequest, json: unknown) => EventIdPlace | null
  /** Signs a request as this sender would. `readSignature` reads back what it sets. */
  sign: (request: CapturedRequest, how: SigningWith) => Signing
  /** The telling parts of the event, most important first; they are joined to one line. */
  summary: (request: CapturedRequest, json: unknown) => readonly (string | null)[]
  /** The check in a user’s own code, in several languages. */
  samples: (scheme: HmacScheme | null) => readonly Sample[]
  /** Left out where we know of none. */
  habits?: SendingHabits
  /** Realistic events, to be sent by the simulator. */
  events: readonly EventSample[]
}
