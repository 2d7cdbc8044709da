import type { SimulationRecipe } from '#shared/model/simulation.ts'
import type { VerificationReason } from '#shared/model/verification.ts'
import { verificationReasons } from '#shared/model/verification.ts'
import type { OutgoingResult } from '#main/core/ports.ts'
import type { LiveSource } from '#main/core/sources/live-source.ts'
import type { Subject, Target } from './read-recipe.ts'

/**
 * What should become of a request: an answer of 2xx, or one of 4xx; or, where a source takes what it does not believe,
 * what it finds of the signature.
 */
export type Expectation = {
  kind: 'accepted' | 'refused' | 'noted'
  /** The source should find the signature good; only for what it accepts. */
  isVerified: boolean
  words: string
}

const deserved = (signature: SimulationRecipe['signature']): 'accepted' | 'refused' =>
  signature === 'valid' ? 'accepted' : 'refused'

/** What a recipe should come to where it is sent. */
export function expectationOf(recipe: SimulationRecipe, subject: Subject, target: Target | null): Expectation {
  if (target === null) return { kind: 'accepted', isVerified: false, words: 'Published like any other event.' }
  const wanted = recipe.expect ?? (subject.kind === 'blank' ? 'accepted' : deserved(recipe.signature))
  if (target.kind === 'url') {
    return wanted === 'accepted'
      ? { kind: 'accepted', isVerified: false, words: 'Accepted, with a 2xx.' }
      : { kind: 'refused', isVerified: false, words: 'Refused, with a 4xx.' }
  }
  return ofSource(wanted, target.source, recipe, subject)
}

function ofSource(
  wanted: 'accepted' | 'refused',
  { settings, secrets }: LiveSource,
  recipe: SimulationRecipe,
  subject: Subject,
): Expectation {
  const checks = settings.verificationPolicy !== 'off' && secrets.length > 0
  if (recipe.expect !== null) {
    return { kind: wanted, isVerified: false, words: wanted === 'accepted' ? 'Accepted.' : 'Refused.' }
  }
  if (settings.verificationPolicy === 'strict' && (!checks || subject.kind === 'blank')) {
    return { kind: 'refused', isVerified: false, words: 'Refused: this source takes only what it can verify.' }
  }
  if (!checks) {
    const why = settings.verificationPolicy === 'off' ? 'this source checks nothing' : 'this source has no secret'
    return { kind: 'accepted', isVerified: false, words: `Accepted, the signature not checked: ${why}.` }
  }
  if (subject.kind === 'blank') return { kind: 'accepted', isVerified: false, words: 'Accepted.' }
  if (wanted === 'accepted') return { kind: 'accepted', isVerified: true, words: 'Accepted and verified.' }
  return settings.verificationPolicy === 'strict'
    ? { kind: 'refused', isVerified: false, words: 'Refused: this source is strict.' }
    : { kind: 'noted', isVerified: false, words: 'Accepted, and noted as badly signed.' }
}

/** What a source kept of a request. */
export type Caught = {
  id: string
  verificationState: string
  verificationReason: string | null
  duplicateOf: string | null
}

/** Whether a request came to what it should, and what it came to in words. */
export type Verdict = { isExpected: boolean; outcome: string }

/** Compares what came back with what should. `caught`: where it went to a source, what that kept. */
export function judgeSend(expectation: Expectation, result: OutgoingResult, caught: Caught | undefined): Verdict {
  if (result.kind === 'failed') return { isExpected: false, outcome: result.message }
  const isExpected = isMet(expectation, result.status, caught?.verificationState)
  const words = wordsOf(result.status, caught)
  const isPlain = expectation.kind === 'accepted' && isExpected
  return { isExpected, outcome: isPlain ? words : `${words}, ${isExpected ? 'as' : 'not'} expected` }
}

const isSuccess = (status: number): boolean => status >= 200 && status < 300

function isMet({ kind, isVerified }: Expectation, status: number, found: string | undefined): boolean {
  if (kind === 'refused') return status >= 400 && status < 500
  if (!isSuccess(status)) return false
  return kind === 'noted' ? found === 'failed' || found === 'unsigned' : !isVerified || found === 'verified'
}

function wordsOf(status: number, caught: Caught | undefined): string {
  const isAccepted = isSuccess(status)
  if (caught === undefined) return isAccepted ? 'Accepted' : `Answered ${status}`
  const told = isAccepted ? 'Captured' : 'Refused'
  const signature = signatureWords(caught)
  const copy = caught.duplicateOf === null ? [] : ['known as a copy']
  return [told, signature, ...copy].join(', ')
}

function signatureWords({ verificationState: state, verificationReason: reason }: Caught): string {
  if (state === 'verified') return 'verified'
  const known = reason !== null && Object.hasOwn(verificationReasons, reason)
  const what = known ? verificationReasons[reason as VerificationReason].what : 'not checked'
  return what.charAt(0).toLowerCase() + what.slice(1)
}
