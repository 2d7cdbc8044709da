import type { Attempt, Delivery } from '#shared/model/delivery.ts'
import type { RetryPolicy } from '#shared/rules/retry-policy.ts'
import { attemptsOf, delayAfter } from '#shared/rules/retry-policy.ts'
import { spellSeconds } from '#shared/rules/spell-seconds.ts'

/**
 * One station of the attempt rail. `gap` says what lies between it and the next one. Moments of the future are
 * planned ones: jitter and `Retry-After` may move them.
 */
export type RailEntry =
  | { kind: 'attempt'; attempt: Attempt; gap: string | null }
  | { kind: 'next'; number: number; at: string | null; after: number | null }
  | { kind: 'end'; number: number; at: string | null }

/** The attempts that were made, the next one, and when a delivery would die; without a policy the future is not known. */
export function railEntries(delivery: Delivery, policy: RetryPolicy | null): RailEntry[] {
  const { attempts, state } = delivery
  const future = state === 'retrying' || state === 'queued' ? planOf(delivery, policy) : null
  const made = attempts.map((attempt, index): RailEntry => {
    const next = attempts[index + 1]
    const isLast = index === attempts.length - 1
    return {
      kind: 'attempt',
      attempt,
      gap: next ? waited(attempt, next) : isLast && future ? waiting(future.delays) : null,
    }
  })
  return future ? [...made, ...future.entries] : made
}

/** The planned delays in seconds, the one that runs now first, and what stands at the end of them. */
type Plan = { delays: number[]; entries: RailEntry[] }

function planOf({ attempts, attemptCount, dueAt, firstAttemptAt }: Delivery, policy: RetryPolicy | null): Plan {
  const number = Math.max(attemptCount, attempts.length) + 1
  if (policy === null) return { delays: [], entries: [{ kind: 'next', number, at: dueAt, after: null }] }
  const begins = dueAt === null ? null : Date.parse(dueAt)
  const last = lastPlanned(policy, number, begins, firstAttemptAt)
  const current = number === 1 ? [] : [delayAfter(policy, number - 1) ?? 0]
  return {
    delays: [...current, ...last.delays],
    entries: [
      { kind: 'next', number, at: dueAt, after: last.delays.length },
      {
        kind: 'end',
        number: number + last.delays.length,
        at: last.at === null ? null : new Date(last.at).toISOString(),
      },
    ],
  }
}

/** The delays behind attempt `number` up to the last one that may still begin. */
function lastPlanned(
  policy: RetryPolicy,
  number: number,
  begins: number | null,
  firstAttemptAt: string | null,
): { delays: number[]; at: number | null } {
  const first = firstAttemptAt === null ? begins : Date.parse(firstAttemptAt)
  const limit =
    first === null || policy.giveUpAfterSeconds === null ? Infinity : first + policy.giveUpAfterSeconds * 1000
  const delays: number[] = []
  let at = begins
  for (let next = number; next < attemptsOf(policy); next += 1) {
    const delay = delayAfter(policy, next) ?? 0
    const then = at === null ? null : at + delay * 1000
    if (then !== null && then > limit) break
    delays.push(delay)
    at = then
  }
  return { delays, at }
}

const waited = (attempt: Attempt, next: Attempt): string => {
  const since = Date.parse(attempt.endedAt ?? attempt.startedAt)
  const seconds = Math.max(0, Date.parse(next.startedAt) - since) / 1000
  return `waited ${spellSeconds(seconds < 1 ? seconds : Math.round(seconds))}`
}

const mostDelays = 4

function waiting(delays: readonly number[]): string | null {
  if (delays.length === 0) return null
  const [current = 0, ...later] = delays.map(spellSeconds)
  const shown = later.slice(0, mostDelays)
  const rest = later.length > shown.length ? ', and so on' : ''
  return `waiting ${current}${shown.map((delay) => `, then ${delay}`).join('')}${rest}`
}
