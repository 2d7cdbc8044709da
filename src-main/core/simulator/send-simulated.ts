import { AppError } from '#shared/contract/problem.ts'
import { withHeader } from '#shared/model/header-pairs.ts'
import type { SimulationRecipe } from '#shared/model/simulation.ts'
import type { Reader } from '#main/core/database/handles.ts'
import { findMarkedRequest } from '#main/core/database/stores/simulation-store.ts'
import type { Clock, OutgoingRequest, OutgoingResult, Random, SendRequest } from '#main/core/ports.ts'
import type { SignedAgain } from '#main/core/replays/sign-again.ts'
import type { CapturedRequest } from '#main/core/requests/captured-request.ts'
import type { OpenSecret } from '#main/core/sources/live-source.ts'
import { secretHint } from '#main/core/sources/secret-hint.ts'
import type { Caught, Expectation } from './expectation.ts'
import { judgeSend } from './expectation.ts'
import type { Subject, Target } from './read-recipe.ts'
import { signSimulated, strangeSecret } from './sign-simulated.ts'
import type { SendOutcome } from './simulator.ts'

/** Marks what the simulator sent, with the simulation and the number of the request. */
export const markHeader = 'X-Creel-Simulated'

const usualToleranceSeconds = 300
const keptAnswerBytes = 1000

export type SendingParts = {
  db: Reader
  clock: Clock
  random: Random
  sendRequest: SendRequest
  /** Reaches this Creel's own receiver, whatever the egress policy says. */
  sendToReceiver: SendRequest
}

/** What all requests of a simulation have in common. */
export type Sending = {
  recipe: SimulationRecipe
  subject: Subject
  target: Target
  secrets: readonly OpenSecret[]
  expectation: Expectation
}

/** The secrets that a simulation signs with: the source's own, or the one that was given. */
export function secretsFor(target: Target, secret: string | null, random: Random): readonly OpenSecret[] {
  if (target.kind === 'source') {
    // A source that has none checks nothing, and what it gets should look real all the same.
    return target.source.secrets.length > 0 ? target.source.secrets : [strangeSecret(random)]
  }
  return secret === null ? [] : [{ id: '', name: '', hint: secretHint(secret), createdAt: 0, secret }]
}

/** An address as it is called: what a person wrote may lack the slash after the host, and a fragment is not sent. */
export function calledUrl(url: string): string {
  const called = new URL(url)
  called.hash = ''
  return called.href
}

/** A request of a simulation signed as its recipe says, or why it cannot be. */
export function signDraft(
  { recipe, subject, target, secrets }: Omit<Sending, 'expectation'>,
  draft: CapturedRequest,
  { random, atSeconds }: { random: Random; atSeconds: number },
): SignedAgain {
  if (subject.kind !== 'provider') return { kind: 'signed', request: draft, secret: '', headers: [] }
  const isNeeded = recipe.signature !== 'missing' && recipe.signature !== 'wrong-secret'
  if (secrets.length === 0 && isNeeded) {
    const reason = 'Give the secret that the url checks signatures with, or choose the signature “missing”.'
    return { kind: 'impossible', reason }
  }
  const settings = target.kind === 'source' ? target.source.settings : null
  return signSimulated(
    recipe.signature,
    draft,
    {
      provider: subject.provider,
      scheme: settings === null ? recipe.hmac : settings.hmac,
      secrets,
      canonicalUrl: settings?.canonicalUrl ?? calledUrl(target.url),
      atSeconds,
      toleranceSeconds: settings?.toleranceSeconds ?? usualToleranceSeconds,
    },
    random,
  )
}

/** Signs a draft and sends it, and says what came of it. */
export async function sendSimulated(
  parts: SendingParts,
  sending: Sending,
  draft: CapturedRequest,
  { mark, afterSeq, signal }: { mark: string; afterSeq: number; signal: AbortSignal },
): Promise<SendOutcome> {
  const { recipe, target, expectation } = sending
  const atSeconds = Math.floor(parts.clock.now() / 1000)
  const signed = signDraft(sending, draft, { random: parts.random, atSeconds })
  if (signed.kind === 'impossible') throw new AppError('cannot-sign', signed.reason)
  const { method, body, headers } = signed.request
  const request: OutgoingRequest = { method, url: target.url, headers: withHeader(headers, markHeader, mark), body }
  const send = target.kind === 'source' ? parts.sendToReceiver : parts.sendRequest
  const result = await send(request, {
    timeoutMs: recipe.timeoutMs + recipe.slowMs,
    keepBytes: keptAnswerBytes,
    signal,
    ...(recipe.slowMs > 0 && { slowMs: recipe.slowMs }),
  })
  const caught = await findCaught(parts.db, target, { result, afterSeq, mark })
  return {
    ...judgeSend(expectation, result, caught),
    ...outcomeOf(result),
    requestId: caught?.id ?? null,
    eventId: null,
  }
}

/** What a source kept of a request: it is on disk before the answer goes out. */
async function findCaught(
  db: Reader,
  target: Target,
  { result, ...which }: { result: OutgoingResult; afterSeq: number; mark: string },
): Promise<Caught | undefined> {
  if (target.kind !== 'source' || result.kind !== 'answered') return undefined
  return findMarkedRequest(db, { sourceId: target.source.id, ...which })
}

type Answered = Pick<SendOutcome, 'status' | 'error' | 'answer' | 'tookMs' | 'isTaken'>

function outcomeOf(result: OutgoingResult): Answered {
  const tookMs = result.timing.totalMs
  if (result.kind === 'failed') return { status: null, error: result.message, answer: null, tookMs, isTaken: false }
  const { status, body } = result
  const answer = body.length > 0 ? Buffer.from(body).toString('utf8') : null
  return { status, error: null, answer, tookMs, isTaken: status >= 200 && status < 300 }
}
