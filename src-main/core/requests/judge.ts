import type { ProviderName } from '#shared/model/provider.ts'
import type { RequestState } from '#shared/model/request.ts'
import type { Verification } from '#shared/model/verification.ts'
import { chooseAnswer } from '#main/core/rules/choose-answer.ts'
import { requestFacts } from '#main/core/rules/request-facts.ts'
import type { AnsweredHandshake } from '#main/providers/handshakes/handshakes.ts'
import { answerHandshake } from '#main/providers/handshakes/handshakes.ts'
import type { LiveSource } from '#main/core/sources/live-source.ts'
import { verifyRequest } from '#main/core/verification/verify-request.ts'
import type { CapturedRequest } from './captured-request.ts'
import type { Reply } from './reply.ts'
import { replies } from './reply.ts'

/** What is decided about a request before it is answered. */
export type Judgement = {
  state: RequestState
  reason: string | null
  provider: ProviderName | null
  verification: Verification
  reply: Reply | null
  rule: string | null
}

// A handshake proves itself by its answer: a strict source gives it too, or it could never be set up.
const shakeHands = (
  { title, answer }: AnsweredHandshake,
  checked: Pick<Judgement, 'provider' | 'verification'>,
): Judgement => ({ state: 'handshake', reason: title, ...checked, reply: { ...answer, delayMs: 0 }, rule: title })

/** Checks the signature, answers handshakes and chooses the answer: a strict source turns away what is not verified. */
export function judge(request: CapturedRequest, source: LiveSource): Judgement {
  const { settings, secrets } = source
  const { provider, verification } = verifyRequest(request, {
    provider: settings.provider,
    hmac: settings.hmac,
    policy: settings.verificationPolicy,
    toleranceSeconds: settings.toleranceSeconds,
    canonicalUrl: settings.canonicalUrl,
    secrets,
  })
  if (settings.answersHandshakes) {
    const isVerified = verification.state === 'verified'
    const means = { secrets: secrets.map(({ secret }) => secret), isVerified }
    const handshake = answerHandshake(request, settings.provider, means)
    if (handshake !== null) return shakeHands(handshake, { provider, verification })
  }
  if (settings.verificationPolicy === 'strict' && verification.state !== 'verified') {
    return { state: 'refused', reason: 'not-verified', provider, verification, reply: replies.notVerified, rule: null }
  }
  const { answer, rule } = chooseAnswer(settings, requestFacts(request, provider))
  return { state: 'accepted', reason: null, provider, verification, reply: answer, rule }
}
