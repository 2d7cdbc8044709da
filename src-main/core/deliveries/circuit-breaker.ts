import type { Breaker, BreakerPolicy } from '#shared/rules/circuit-breaker.ts'
import { closedBreaker } from '#shared/rules/circuit-breaker.ts'

/** What happens to a breaker. `at` is in milliseconds since 1970. */
export type BreakerEvent =
  | { kind: 'begun'; at: number }
  | { kind: 'succeeded'; at: number }
  | { kind: 'failed'; at: number }
  /** It ended before anything was sent: that shows nothing. */
  | { kind: 'unsent'; at: number }
  /** Someone resumed the webhook or changed its target: what was is forgotten. */
  | { kind: 'reset' }

/** Whether an attempt may begin; `until` is when to ask again, null: when the probe has ended. */
export type Permission = { may: true } | { may: false; until: number | null }

const slicesInWindow = 10

/** Whether a breaker lets an attempt begin. Tell it with `begun` when one does. */
export function mayBegin(breaker: Breaker, policy: BreakerPolicy, now: number): Permission {
  if (!policy.isOn || breaker.state === 'closed') return { may: true }
  if (breaker.state === 'probing') return { may: false, until: null }
  return now >= breaker.until ? { may: true } : { may: false, until: breaker.until }
}

/** The breaker after an event. Pure: the given one stays as it is. */
export function nextBreaker(breaker: Breaker, policy: BreakerPolicy, event: BreakerEvent): Breaker {
  if (event.kind === 'reset' || !policy.isOn) return closedBreaker
  switch (breaker.state) {
    case 'closed':
      return event.kind === 'begun' || event.kind === 'unsent' ? breaker : afterCounting(breaker.slices, policy, event)
    case 'open':
      return afterWhileOpen(breaker, event)
    case 'probing':
      return afterProbe(breaker, policy, event)
  }
}

type Slices = Extract<Breaker, { state: 'closed' }>['slices']
type Ended = Extract<BreakerEvent, { kind: 'succeeded' | 'failed' }>

function afterCounting(slices: Slices, policy: BreakerPolicy, { kind, at }: Ended): Breaker {
  const counted = countIn(slices, policy.windowSeconds * 1000, kind, at)
  const failed = counted.reduce((sum, slice) => sum + slice.failed, 0)
  const all = counted.reduce((sum, slice) => sum + slice.failed + slice.succeeded, 0)
  const isTripped = kind === 'failed' && all >= policy.leastAttempts && failed / all >= policy.failedShare
  return isTripped ? openFor(policy, at, 1) : { state: 'closed', slices: counted }
}

/** The slices of the window that ends now, the new attempt counted in its own. */
function countIn(slices: Slices, windowMs: number, kind: Ended['kind'], at: number): Slices {
  const sliceMs = windowMs / slicesInWindow
  const startedAt = Math.floor(at / sliceMs) * sliceMs
  const own = slices.find((slice) => slice.startedAt === startedAt) ?? { startedAt, succeeded: 0, failed: 0 }
  // What lies ahead is left from before the clock was set back.
  const kept = slices.filter((slice) => slice.startedAt > at - windowMs && slice.startedAt < startedAt)
  return [...kept, { ...own, [kind]: own[kind] + 1 }]
}

const openFor = ({ restSeconds }: BreakerPolicy, at: number, opens: number): Breaker => ({
  state: 'open',
  until: at + restSeconds * 1000,
  opens,
})

/** Attempts that were under way when it opened still end: a success among them shows that the target is back. */
function afterWhileOpen(
  breaker: Extract<Breaker, { state: 'open' }>,
  event: Exclude<BreakerEvent, { kind: 'reset' }>,
): Breaker {
  if (event.kind === 'succeeded') return closedBreaker
  return event.kind === 'begun' ? { state: 'probing', opens: breaker.opens, since: event.at } : breaker
}

function afterProbe(
  breaker: Extract<Breaker, { state: 'probing' }>,
  policy: BreakerPolicy,
  event: Exclude<BreakerEvent, { kind: 'reset' }>,
): Breaker {
  if (event.kind === 'succeeded') return closedBreaker
  // The next one is the probe.
  if (event.kind === 'unsent') return { state: 'open', until: event.at, opens: breaker.opens }
  return event.kind === 'failed' ? openFor(policy, event.at, breaker.opens + 1) : breaker
}
