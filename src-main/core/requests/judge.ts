import { createHash } from 'node:crypto'
import type { ProviderName } from '#shared/model/provider.ts'
import type { RequestState } from '#shared/model/request.ts'
import type { Verification, VerificationReason } from '#shared/model/verification.ts'
import { chooseAnswer } from '#main/core/rules/choose-answer.ts'
import type { RequestFacts } from '#main/core/rules/request-facts.ts'
import { requestFacts } from '#main/core/rules/request-facts.ts'
import type { AnsweredHandshake } from '#main/providers/handshakes/handshakes.ts'
import { answerHandshake } from '#main/providers/handshakes/handshakes.ts'
import type { ScriptTurn } from '#main/core/sources/play-script.ts'
import { playScript } from '#main/core/sources/play-script.ts'
import type { LiveSource } from '#main/core/sources/live-source.ts'
import type { Enquiry } from '#main/providers/enquiry.ts'
import type { Answers } from '#main/core/verification/check-signature.ts'
import { howToVerify } from '#main/core/verification/how-to-verify.ts'
import type { Outcome } from '#main/core/verification/verify-request.ts'
import { judgeRequest, openEnquiries, toVerification } from '#main/core/verification/verify-request.ts'
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
  /** What was signed, where the source looks for what was signed before. */
  replay?: ReplayWatch
  /** The turn that it took in the script of its source; null: none. */
  turn: ScriptTurn | null
}

/** How a request is known again, and what becomes of it where it is. */
export type ReplayWatch = {
  signedHash: Uint8Array
  sinceMs: number
  /** Both, because a write that is made again must begin anew. */
  whenNew: Decided
  whenSeen: Decided
}

type Decided = Pick<Judgement, 'state' | 'reason' | 'verification' | 'reply' | 'rule'>

/** A judgement, or what must be asked on the network before a strict source can make one. */
export type Judged = { kind: 'judged'; judgement: Judgement } | { kind: 'to-be-asked'; enquiries: readonly Enquiry[] }

// Nothing is known against these: the sender had better come again.
const asksAgain: readonly (VerificationReason | null)[] = ['network-failed', 'network-needed']

// A handshake proves itself by its answer: a strict source gives it too, or it could never be set up.
const shakeHands = (
  { title, answer }: AnsweredHandshake,
  checked: Pick<Judgement, 'provider' | 'verification'>,
): Judgement => ({
  state: 'handshake',
  reason: title,
  ...checked,
  reply: { ...answer, delayMs: 0 },
  rule: title,
  turn: null,
})

/** Judges a request by what is known now; a strict source does not judge before it knows all. */
export function judgeOrAsk(request: CapturedRequest, source: LiveSource, answers: Answers): Judged {
  const outcome = judgeRequest(request, { ...howToVerify(source), answers })
  const enquiries = source.settings.verificationPolicy === 'strict' ? openEnquiries(outcome) : []
  if (enquiries.length > 0) return { kind: 'to-be-asked', enquiries }
  return { kind: 'judged', judgement: judgeChecked(request, source, outcome) }
}

/**
 * Checks the signature, answers handshakes and chooses the answer: a strict source turns away what is not verified. What
 * is accepted takes its turn in the script of the source, if there is one.
 */
export const judge = (request: CapturedRequest, source: LiveSource, answers?: Answers): Judgement =>
  judgeChecked(request, source, judgeRequest(request, { ...howToVerify(source), ...(answers && { answers }) }))

function judgeChecked(request: CapturedRequest, source: LiveSource, outcome: Outcome): Judgement {
  const { settings, secrets } = source
  const { provider } = outcome
  const verification = toVerification(outcome)
  if (settings.answersHandshakes) {
    const isVerified = verification.state === 'verified'
    const means = { secrets: secrets.map(({ secret }) => secret), isVerified }
    const handshake = answerHandshake(request, settings.provider, means)
    if (handshake !== null) return shakeHands(handshake, { provider, verification })
  }
  if (settings.verificationPolicy === 'strict' && verification.state !== 'verified') {
    const refusal = { state: 'refused', provider, verification, rule: null, turn: null } as const
    return asksAgain.includes(verification.reason)
      ? { ...refusal, reason: 'not-checkable', reply: replies.notCheckable }
      : { ...refusal, reason: 'not-verified', reply: replies.notVerified }
  }
  const accepted = { state: 'accepted', verification, ...answerTo(requestFacts(request, provider), source) } as const
  const signed = signedOnce(outcome)
  if (settings.replayWindowSeconds === null || signed === null) return { ...accepted, provider }
  return { ...accepted, provider, replay: watchFor(request, settings, { signed, accepted }) }
}

/** What a request is answered: by the script of its source, else by its rules or its own answer. */
function answerTo(
  facts: RequestFacts,
  { settings, script }: LiveSource,
): Pick<Judgement, 'reason' | 'reply' | 'rule' | 'turn'> {
  const played = playScript(script, facts)
  if (played?.reply) return played
  const { answer, rule } = chooseAnswer(settings, facts)
  return { reason: null, reply: answer, rule, turn: played?.turn ?? null }
}

/** What a verified signature covers; null where the same proof comes with every request. */
const signedOnce = (outcome: Outcome): readonly Uint8Array[] | null =>
  outcome.kind === 'checked' && outcome.check.ended === 'verified' && !outcome.check.reading.isReusable
    ? outcome.check.match.stated.signed
    : null

function watchFor(
  request: CapturedRequest,
  { replayWindowSeconds, verificationPolicy }: LiveSource['settings'],
  { signed, accepted }: { signed: readonly Uint8Array[]; accepted: Decided },
): ReplayWatch {
  const hash = createHash('sha256')
  for (const piece of signed) hash.update(piece)
  const verification: Verification = { ...accepted.verification, state: 'failed', reason: 'replayed' }
  const refused = { state: 'refused', reason: 'replayed', reply: replies.replayed, rule: null } as const
  return {
    signedHash: hash.digest(),
    sinceMs: request.receivedAtMs - (replayWindowSeconds ?? 0) * 1000,
    whenNew: accepted,
    whenSeen: { ...accepted, ...(verificationPolicy === 'strict' && refused), verification },
  }
}
