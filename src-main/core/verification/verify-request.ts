import type { CapturedRequest } from '#main/core/requests/captured-request.ts'
import { detectProvider, providers } from '#main/providers/providers.ts'
import type { HmacScheme, ProviderName } from '#shared/model/provider.ts'
import type { VerificationPolicy } from '#shared/model/source.ts'
import type { Verification, VerificationReason } from '#shared/model/verification.ts'
import type { Enquiry } from '#main/providers/enquiry.ts'
import type { Answers, CheckSecret, SignatureCheck } from './check-signature.ts'
import { checkSignature } from './check-signature.ts'

/** What a source says about the check of its requests. */
export type HowToVerify = {
  /** null: recognised anew for each request. */
  provider: ProviderName | null
  hmac: HmacScheme | null
  policy: VerificationPolicy
  toleranceSeconds: number
  /** The address that the sender knows; left out: it is told by the headers. */
  canonicalUrl?: string | null
  secrets: readonly CheckSecret[]
  /** What has been answered on the network; left out: nothing. */
  answers?: Answers
}

/** Where a check stood before any signature was read, or how the check itself went. */
export type Outcome =
  | { provider: ProviderName | null; kind: 'skipped'; reason: VerificationReason | null }
  | { provider: ProviderName; kind: 'checked'; check: SignatureCheck }

/** Checks a request as its source says, at the time when it arrived. Never throws. */
export function judgeRequest(request: CapturedRequest, how: HowToVerify): Outcome {
  const provider = how.provider ?? detectProvider(request)
  if (how.policy === 'off') return { provider, kind: 'skipped', reason: null }
  if (provider === null) return { provider, kind: 'skipped', reason: 'no-scheme' }
  if (how.secrets.length === 0) return { provider, kind: 'skipped', reason: 'no-secret' }
  return { provider, kind: 'checked', check: checkSignature(providers[provider], request, how) }
}

/** What is kept of an outcome with its request. */
export function toVerification(outcome: Outcome): Verification {
  const nothing = { secretId: null, skewSeconds: null }
  if (outcome.kind === 'skipped') return { state: 'skipped', reason: outcome.reason, ...nothing }
  const { check } = outcome
  switch (check.ended) {
    case 'at-reading':
      return { state: check.reason === 'signature-missing' ? 'unsigned' : 'failed', reason: check.reason, ...nothing }
    case 'at-network': {
      const state = check.reason === 'network-needed' ? 'pending' : 'skipped'
      return { state, reason: check.reason, secretId: null, skewSeconds: check.skewSeconds }
    }
    case 'at-time':
    case 'at-signature':
      return { state: 'failed', reason: check.reason, secretId: null, skewSeconds: check.skewSeconds }
    case 'verified':
      return { state: 'verified', reason: null, secretId: check.match.secretId, skewSeconds: check.skewSeconds }
  }
}

/** What must be asked on the network before a check can end. */
export const openEnquiries = (outcome: Outcome): readonly Enquiry[] =>
  outcome.kind === 'checked' && outcome.check.ended === 'at-network' ? outcome.check.enquiries : []

/** Recognises the sender of a request and checks its signature. Never throws. */
export function verifyRequest(
  request: CapturedRequest,
  how: HowToVerify,
): { provider: ProviderName | null; verification: Verification } {
  const outcome = judgeRequest(request, how)
  return { provider: outcome.provider, verification: toVerification(outcome) }
}
