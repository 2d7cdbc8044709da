import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { nextTry } from '#main/core/deliveries/next-try.ts'
import type { FailedAttempt } from '#main/core/deliveries/next-try.ts'
import { RetryPolicy, delayAfter } from '#shared/rules/retry-policy.ts'
import { retryPresets } from '#shared/rules/retry-presets.ts'
import { anyRetryPolicy } from '#test/support/any-retry-policy.ts'

const start = Date.UTC(2026, 10, 17)
const failed = (changes: Partial<FailedAttempt> = {}): FailedAttempt => ({
  number: 1,
  endedAt: start,
  firstStartedAt: start,
  retryAfterMs: null,
  errorClass: 'server-error',
  ...changes,
})

/** The seconds between the end of each attempt and the next, every attempt taking `tookMs`. */
function gaps(policy: RetryPolicy, chance: number, tookMs = 0): number[] {
  const seconds: number[] = []
  let endedAt = start + tookMs
  for (let number = 1; ; number += 1) {
    const next = nextTry(policy, failed({ number, endedAt }), chance)
    if (next === null) return seconds
    seconds.push((next - endedAt) / 1000)
    endedAt = next + tookMs
  }
}

test('TaskFlow’s retries come 5, 30, 300, 3,600 and 21,600 s after the end of the attempt before, to the millisecond', () => {
  for (const chance of [0, 0.5, 0.999]) {
    expect(gaps(retryPresets.taskflow.policy, chance, 4321)).toEqual([5, 30, 300, 3600, 21_600])
  }
})

test('jitter around goes both ways, jitter later only one', () => {
  expect(gaps(retryPresets.default.policy, 0)).toEqual([4.5, 27, 270, 3240, 19_440])
  expect(gaps(retryPresets.default.policy, 0.5)).toEqual([5, 30, 300, 3600, 21_600])
  const hook0 = retryPresets.hook0.policy
  expect(gaps(hook0, 0).slice(0, 3)).toEqual([3, 10, 180])
  // The spread is 2 s at least and 15 minutes at most.
  expect(gaps(hook0, 0.5)[0]).toBe(4)
  expect(gaps(hook0, 0.5)[7]).toBe(36_000 + 450)
})

describe('Retry-After', () => {
  const { policy } = retryPresets.default

  test('puts the next attempt off, and jitter does not undercut it', () => {
    for (const chance of [0, 0.5, 0.999]) {
      expect(nextTry(policy, failed({ retryAfterMs: 120_000 }), chance)).toBe(start + 120_000)
    }
  })

  test('that is shorter than the plan changes nothing', () => {
    expect(nextTry(policy, failed({ number: 4, retryAfterMs: 120_000 }), 0.5)).toBe(start + 3_600_000)
  })

  test('gives no attempt that the policy does not have', () => {
    expect(nextTry(policy, failed({ number: 6, retryAfterMs: 1000 }), 0.5)).toBeNull()
  })
})

test('a target that is throttled or timed out is left alone for the policy’s least time', () => {
  const { policy } = retryPresets.svix
  expect(nextTry(policy, failed({ errorClass: 'throttled' }), 0.5)).toBe(start + 60_000)
  expect(nextTry(policy, failed({ errorClass: 'timed-out' }), 0.5)).toBe(start + 60_000)
  expect(nextTry(policy, failed(), 0.5)).toBe(start + 5000)
})

test('no attempt begins after the policy has given up', () => {
  const policy = RetryPolicy.parse({ kind: 'linear', firstSeconds: 60, attempts: 100, giveUpAfterSeconds: 150 })
  expect(gaps(policy, 0)).toEqual([60, 60])
})

/** The earliest and the latest wait that a policy allows after a failure, in milliseconds; null where it has no attempt left. */
function waitBounds(policy: RetryPolicy, failure: FailedAttempt): { least: number; most: number } | null {
  const planned = delayAfter(policy, failure.number)
  if (planned === null) return null
  const { share, direction, atLeastSeconds, atMostSeconds } = policy.jitter
  const width = share === 0 ? 0 : Math.min(Math.max(planned * share, atLeastSeconds), atMostSeconds ?? Infinity)
  const rest = failure.errorClass === 'server-error' ? 0 : policy.throttledAtLeastSeconds
  const asked = Math.max(rest * 1000, failure.retryAfterMs ?? 0)
  const earliest = Math.max(0, planned - (direction === 'around' ? width : 0)) * 1000
  return { least: Math.max(earliest, asked) - 1, most: Math.max((planned + width) * 1000, asked) + 1 }
}

test('any policy: on time, within its jitter, never before Retry-After, and at last exhausted', () => {
  const anyFailure = fc.record({
    number: fc.integer({ min: 1, max: 101 }),
    retryAfterMs: fc.option(fc.integer({ min: 0, max: 86_400_000 })),
    errorClass: fc.constantFrom('server-error' as const, 'throttled' as const, 'timed-out' as const),
  })
  const anyChance = fc.double({ min: 0, max: 0.999_999, noNaN: true })
  fc.assert(
    fc.property(anyRetryPolicy, anyFailure, anyChance, (policy, changes, chance) => {
      const failure = failed(changes)
      const at = nextTry(policy, failure, chance)
      const bounds = waitBounds(policy, failure)
      const mostMs = (policy.giveUpAfterSeconds ?? Infinity) * 1000
      if (at === null) return bounds === null || bounds.most > mostMs
      const waited = at - start
      const isWithin = bounds !== null && waited >= bounds.least && waited <= bounds.most
      return isWithin && waited <= mostMs && Number.isInteger(at)
    }),
    { numRuns: 20_000 },
  )
})
