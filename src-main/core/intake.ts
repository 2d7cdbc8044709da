import type { RelayAnswers } from './deliveries/relay-answers.ts'
import { receive } from './receive.ts'
import type { Clock, Log } from './ports.ts'
import type { CapturedRequest } from './requests/captured-request.ts'
import type { KeepRequest } from './requests/keep-request.ts'
import { unchecked } from './requests/kept-request.ts'
import type { Reply } from './requests/reply.ts'
import { replies } from './requests/reply.ts'
import type { Receiving } from './receiving/receiving.ts'
import { retryAfterSeconds } from './receiving/receiving.ts'
import type { Router } from './route.ts'
import { hopsAtMost, hopsOf } from './security/hops.ts'
import type { LiveSource } from './sources/live-source.ts'
import type { Enquiries } from './verification/enquiries.ts'
import { senderAddress } from './sources/sender-address.ts'
import type { SourceRegistry } from './sources/source-registry.ts'

/** A request whose body has not been read yet. */
export type RequestHead = Omit<CapturedRequest, 'body' | 'trailers'> & { token: string }

/** May the body be read? `refused` is kept without its body, `turned away` leaves no trace but a count. */
export type Admission =
  | { kind: 'admitted'; source: LiveSource }
  | { kind: 'refused'; source: LiveSource; reason: string; reply: Reply }
  | { kind: 'turned-away'; reply: Reply }

/** What the receiver asks of the app. Every `respond` is called once, after what it says is true. */
export type Intake = {
  admit: (head: RequestHead) => Admission
  receive: (
    request: CapturedRequest,
    source: LiveSource,
    how: { startedTick: number; respond: (reply: Reply) => void },
  ) => void
  /** Keeps a request that is turned away, without a body. */
  refuse: (
    request: CapturedRequest,
    source: LiveSource,
    why: { reason: string; reply: Reply; respond: (reply: Reply) => void },
  ) => void
  /** Keeps bytes that were not HTTP, where their first line names a known address. */
  keepMalformed: (token: string, request: CapturedRequest, why: { reason: string; status: number | null }) => void
  tick: () => number
}

export type IntakeParts = {
  registry: SourceRegistry
  keep: KeepRequest
  router: Router
  relays: RelayAnswers
  enquiries: Enquiries
  receiving: Receiving
  /** Where our own tunnel makes the receiver public; null while it does not. */
  tunnelUrl: () => string | null
  clock: Clock
  log: Log
}

export function createIntake(parts: IntakeParts): Intake {
  const { registry, keep, router, receiving, clock, log } = parts
  const store = (
    request: CapturedRequest,
    source: LiveSource,
    {
      state,
      reason,
      reply,
      done,
    }: { state: 'refused' | 'malformed'; reason: string; reply: Reply | null; done: (error: Error | null) => void },
  ): void => {
    if (state !== 'malformed' && keep.isFull()) return done(new Error('The queue is full.'))
    const judgement = { state, reason, provider: null, verification: unchecked, reply, rule: null, turn: null }
    const kept = keep.number(request, source, judgement)
    keep.commit(kept, (error) => {
      if (!error) router.add(kept)
      done(error)
    })
  }

  return {
    tick: clock.tick,
    admit: (head) => admit(parts, head),
    receive: (request, source, how) => receive({ ...parts, tick: clock.tick }, request, source, how),
    refuse: (request, source, { reason, reply, respond }) =>
      store(request, source, { state: 'refused', reason, reply, done: () => respond(reply) }),
    keepMalformed(token, request, { reason, status }) {
      const source = registry.byToken(token)
      if (source === null || source === 'retired' || receiving.paused()) return
      store(request, source, {
        state: 'malformed',
        reason,
        reply: status === null ? null : { status, headers: [], body: '', delayMs: 0 },
        done: (error) => error && log.warn('request.malformed-not-kept', { source: source.id, error: error.message }),
      })
    },
  }
}

function admit(
  { registry, receiving, clock, tunnelUrl }: Pick<IntakeParts, 'registry' | 'receiving' | 'clock' | 'tunnelUrl'>,
  head: RequestHead,
): Admission {
  const source = registry.byToken(head.token)
  if (source === null) return { kind: 'turned-away', reply: replies.unknownAddress }
  if (source === 'retired') return { kind: 'turned-away', reply: replies.retiredAddress }
  const pause = receiving.paused()
  if (pause) return { kind: 'turned-away', reply: replies.paused(retryAfterSeconds(pause, clock.now())) }
  if (hopsOf(head.headers) > hopsAtMost) return { kind: 'refused', source, reason: 'loop', reply: replies.loop }
  const { trustForwardedFor } = source.settings
  const address = senderAddress(head, { trustForwardedFor, tunnelUrl: tunnelUrl() })
  if (!source.admits(address))
    return { kind: 'refused', source, reason: 'address-not-allowed', reply: replies.notAllowed }
  const limit = source.rateLimit?.take(clock.now())
  if (limit && !limit.isTaken) return { kind: 'turned-away', reply: replies.tooFast(limit.retryAfterSeconds) }
  return { kind: 'admitted', source }
}
