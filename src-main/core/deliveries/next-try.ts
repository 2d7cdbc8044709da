import type { ErrorClass } from '#shared/rules/error-class.ts'
import { delayAfter } from '#shared/rules/retry-policy.ts'
import type { Jitter, RetryPolicy } from '#shared/rules/retry-policy.ts'

/** What is known when an attempt has failed. All times are milliseconds since 1970. */
export type FailedAttempt = {
  /** 1 for the first. */
  number: number
  endedAt: number
  /** When the first attempt began: `giveUpAfterSeconds` counts from there. */
  firstStartedAt: number
  /** How long the answer asks to be left alone, from `endedAt` on; null where it does not ask. */
  retryAfterMs: number | null
  errorClass: ErrorClass
}

/** After these the target needs a rest: it has too much to do, or seems to. */
const needsRest: ReadonlySet<ErrorClass> = new Set(['throttled', 'timed-out'])

/**
 * When a delivery is tried again, in milliseconds since 1970; null when its policy is exhausted. Never earlier than
 * `Retry-After` asks, and jitter never undercuts it. `chance` is a number from 0 up to 1.
 */
export function nextTry(policy: RetryPolicy, failed: FailedAttempt, chance: number): number | null {
  const plannedSeconds = delayAfter(policy, failed.number)
  if (plannedSeconds === null) return null
  const delayMs = Math.max(
    spread(plannedSeconds, policy.jitter, chance) * 1000,
    needsRest.has(failed.errorClass) ? policy.throttledAtLeastSeconds * 1000 : 0,
    failed.retryAfterMs ?? 0,
  )
  const at = failed.endedAt + Math.round(delayMs)
  const lastAt =
    policy.giveUpAfterSeconds === null ? Infinity : failed.firstStartedAt + policy.giveUpAfterSeconds * 1000
  return at > lastAt ? null : at
}

/** A delay in seconds with its jitter. */
function spread(seconds: number, { share, direction, atLeastSeconds, atMostSeconds }: Jitter, chance: number): number {
  if (share === 0) return seconds
  const width = Math.min(Math.max(seconds * share, atLeastSeconds), atMostSeconds ?? Infinity)
  return Math.max(0, seconds + width * (direction === 'around' ? chance * 2 - 1 : chance))
}
