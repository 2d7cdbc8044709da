import type { CapturedRequest } from '#main/core/requests/captured-request.ts'
import type { Provider } from '#main/providers/provider.ts'
import { providers } from '#main/providers/providers.ts'
import type { DiagnosisAction } from '#shared/model/diagnosis.ts'
import type { HmacScheme, ProviderName } from '#shared/model/provider.ts'
import type { CheckSecret, SignatureCheck } from '#main/core/verification/check-signature.ts'

/** A secret that the source does not check with, and where it belongs: `the source “stripe-live”`. */
export type OtherSecret = CheckSecret & { hint: string; owner: string; isUsable: boolean }

/** Another request of the same source. */
export type Neighbour = { id: string; receivedAt: string; body: Uint8Array }

/** A request that does not verify, with all that may tell why. */
export type Patient = {
  request: CapturedRequest
  provider: ProviderName | null
  scheme: HmacScheme | null
  /** The address that the sender knows, as the source names it; null: it is told by the headers. */
  canonicalUrl: string | null
  /** Where the source is or was reached: without the path below it. */
  addresses: readonly string[]
  toleranceSeconds: number
  secrets: readonly (CheckSecret & { hint: string })[]
  /** Secrets that this source had before. */
  removed: readonly OtherSecret[]
  /** Secrets of other sources, and of webhooks. */
  elsewhere: readonly OtherSecret[]
  /** Newest first, read as they are asked for. */
  neighbours: () => AsyncIterable<Neighbour>
  /** Arrival minus signed time of the requests around it; null where none tells. */
  usualSkewSeconds: number | null
}

export type Verified = Extract<SignatureCheck, { ended: 'verified' }>

/** What a trial that verifies says to a person. */
export type Telling = { evidence: string; fix: string; action: DiagnosisAction | null }

/** One way in which it might have been: checked like any request, with these things otherwise. */
export type Trial = {
  request?: CapturedRequest
  provider?: Provider
  scheme?: HmacScheme | null
  canonicalUrl?: string | null
  secrets?: readonly CheckSecret[]
  tell: (check: Verified) => Telling
}

/** The ways of one cause, the likeliest first. None where the cause does not apply. Never throws. */
export type Trials = (patient: Patient) => Iterable<Trial> | AsyncIterable<Trial>

export const providerOf = ({ provider }: Patient): Provider | null => (provider === null ? null : providers[provider])

/** The request with another body. */
export const withBody = (request: CapturedRequest, body: Uint8Array | string): CapturedRequest => ({
  ...request,
  body: typeof body === 'string' ? Buffer.from(body, 'utf8') : body,
})
