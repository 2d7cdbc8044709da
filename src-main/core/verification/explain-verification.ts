import type { CapturedRequest } from '#main/core/requests/captured-request.ts'
import { providers } from '#main/providers/providers.ts'
import type { ProviderName } from '#shared/model/provider.ts'
import { providerLabels } from '#shared/model/provider.ts'
import type { VerificationReason, VerificationReport, VerificationStep } from '#shared/model/verification.ts'
import { verificationReasons } from '#shared/model/verification.ts'
import type { CheckSecret } from './check-signature.ts'
import { tellCheck } from './tell-check.ts'
import type { HowToVerify } from './verify-request.ts'
import { judgeRequest, toVerification } from './verify-request.ts'

/** A secret with what a person may see of it. */
export type HintedSecret = CheckSecret & { hint: string }

/** Checks a stored request again, as `verifyRequest` does, and tells the check step by step. Never throws. */
export function explainVerification(
  request: CapturedRequest,
  how: HowToVerify & { secrets: readonly HintedSecret[] },
): VerificationReport {
  const outcome = judgeRequest(request, how)
  const { provider } = outcome
  return {
    ...toVerification(outcome),
    provider,
    steps:
      outcome.kind === 'skipped'
        ? [skippedStep(outcome.reason)]
        : [...tellCheck(outcome.check, request, how), ...unconfirmedSteps(outcome.provider)],
    documentation: provider && providerLabels[provider].documentation,
    samples: provider === null ? [] : [...providers[provider].samples(how.hmac)],
  }
}

/** Says of a check that was compared with nothing but our own reading that it is so. */
function unconfirmedSteps(provider: ProviderName): VerificationStep[] {
  const { title, confirmedBy } = providerLabels[provider]
  if (confirmedBy !== null) return []
  const detail = `Our check of ${title} was not yet compared with a library or examples of its own.`
  return [{ state: 'skipped', title: 'Unconfirmed scheme', detail, signedText: null, expected: null, received: null }]
}

function skippedStep(reason: VerificationReason | null): VerificationStep {
  const words =
    reason === null
      ? { what: 'Signatures are not checked', fix: 'Verification is off on the source.' }
      : verificationReasons[reason]
  const { what: title, fix: detail } = words
  return { state: 'skipped', title, detail, signedText: null, expected: null, received: null }
}
