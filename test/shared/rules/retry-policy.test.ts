import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { RetryPolicy, attemptsOf, delayAfter, describeRetryPolicy, plannedDelays } from '#shared/rules/retry-policy.ts'
import { groupRetryPolicy, retryPresets } from '#shared/rules/retry-presets.ts'
import { spellSeconds } from '#shared/rules/spell-seconds.ts'
import { anyRetryPolicy } from '#test/support/any-retry-policy.ts'

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)

describe('the presets are what their documents say', () => {
  test.each([
    ['default', [5, 30, 300, 3600, 21_600], 15_000],
    ['taskflow', [5, 30, 300, 3600, 21_600], 5000],
    ['standard', [5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400], 15_000],
    ['svix', [5, 300, 1800, 7200, 18_000, 36_000, 36_000], 15_000],
    ['outpost', [30, 60, 120, 240, 480, 960, 1920, 3840, 7680, 15_360], 15_000],
    ['convoy', [10, 10, 10], 15_000],
    ['slack', [0, 60, 300], 3000],
    ['github', [], 10_000],
  ] as const)('%s', (name, delays, timeoutMs) => {
    expect(plannedDelays(retryPresets[name].policy)).toEqual(delays)
    expect(retryPresets[name].timeoutMs).toBe(timeoutMs)
  })

  test('TaskFlow’s times are exact, the others are spread', () => {
    expect(retryPresets.taskflow.policy.jitter.share).toBe(0)
    expect(retryPresets.default.policy.jitter).toMatchObject({ share: 0.1, direction: 'around' })
    expect(retryPresets.standard.policy.jitter).toMatchObject({ share: 0.2, direction: 'around' })
  })

  test('Standard Webhooks goes on for 75.6 hours, Hook0 has 24 attempts, Shopify’s eight retries take four hours', () => {
    expect(sum(plannedDelays(retryPresets.standard.policy)) / 3600).toBeCloseTo(75.6, 1)
    expect(attemptsOf(retryPresets.hook0.policy)).toBe(24)
    expect(plannedDelays(retryPresets.shopify.policy)).toHaveLength(8)
    expect(sum(plannedDelays(retryPresets.shopify.policy)) / 3600).toBeCloseTo(4, 1)
  })

  test('three days are not outlasted by fewer attempts', () => {
    expect(sum(plannedDelays(retryPresets['three-days'].policy))).toBeGreaterThan(3 * 86_400)
  })

  test('each can be said', () => {
    expect(describeRetryPolicy(retryPresets.default.policy)).toBe('retried after 5 s, 30 s, 5 min, 1 h and 6 h, ± 10 %')
    expect(describeRetryPolicy(retryPresets.github.policy)).toBe('not retried')
    expect(describeRetryPolicy(retryPresets.outpost.policy)).toBe(
      'retried 10 times, first after 30 s, then × 2 up to 1 d',
    )
    expect(describeRetryPolicy(retryPresets.convoy.policy)).toBe('retried 3 times, every 10 s')
    expect(describeRetryPolicy(retryPresets.hook0.policy)).toMatch(/and 10 h, \+ 10 %, for 8 d at most$/)
    expect(
      describeRetryPolicy(RetryPolicy.parse({ kind: 'linear', firstSeconds: 5, stepSeconds: 5, attempts: 2 })),
    ).toBe('retried once, first after 5 s, each 5 s later than the one before')
  })
})

test('the group API’s pair counts attempts in all and doubles its wait', () => {
  expect(plannedDelays(groupRetryPolicy({ maxAttempts: 3, backoffSeconds: 10 }))).toEqual([10, 20])
  expect(plannedDelays(groupRetryPolicy({ maxAttempts: 1, backoffSeconds: 10 }))).toEqual([])
})

test('a linear policy grows by its step, up to its limit', () => {
  const policy = RetryPolicy.parse({ kind: 'linear', firstSeconds: 10, stepSeconds: 20, maxSeconds: 40, attempts: 5 })
  expect(plannedDelays(policy)).toEqual([10, 30, 40, 40])
})

test('any policy has one delay fewer than attempts, none negative, none after the last', () => {
  fc.assert(
    fc.property(anyRetryPolicy, (policy) => {
      const delays = plannedDelays(policy)
      expect(delays).toHaveLength(attemptsOf(policy) - 1)
      expect(delays.every((delay) => delay >= 0 && Number.isFinite(delay))).toBe(true)
      expect(delayAfter(policy, attemptsOf(policy))).toBeNull()
      expect(describeRetryPolicy(policy)).not.toMatch(/undefined|NaN/)
    }),
    { numRuns: 2000 },
  )
})

test.each([
  { kind: 'schedule', delaysSeconds: [-1] },
  { kind: 'schedule', delaysSeconds: Array.from({ length: 100 }, () => 1) },
  { kind: 'exponential', firstSeconds: 1, attempts: 0 },
  { kind: 'exponential', firstSeconds: 1, attempts: 1.5 },
  { kind: 'exponential', firstSeconds: 1, factor: 0.5, attempts: 2 },
  { kind: 'linear', firstSeconds: Infinity, attempts: 2 },
  { kind: 'linear', firstSeconds: 1, attempts: 2, jitter: { share: 1.1 } },
  { kind: 'guess' },
])('%j is no policy', (policy) => {
  expect(RetryPolicy.safeParse(policy).success).toBe(false)
})

test.each([
  [0, '0 ms'],
  [0.25, '250 ms'],
  [5, '5 s'],
  [119.6, '2 min'],
  [90, '1 min 30 s'],
  [3599.7, '1 h'],
  [5400, '1 h 30 min'],
  [272_105, '3 d 4 h'],
])('%s seconds are spelt “%s”', (seconds, words) => {
  expect(spellSeconds(seconds)).toBe(words)
})
