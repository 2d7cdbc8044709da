import { expect, test } from 'vitest'
import type { Webhook } from '#shared/model/webhook.ts'
import { attemptsOf, RetryPolicy } from '#shared/rules/retry-policy.ts'
import { attemptDots, attemptWords, policyOf } from '#renderer/parts/attempts/attempt-dots.ts'
import { shortResult } from '#renderer/parts/attempts/delivery-signs.ts'
import { formatCountdown } from '#renderer/parts/format-countdown.ts'
import { anyDelivery } from '#test/support/any-delivery.ts'

test.each([
  ['queued', 0, ['next', 'later', 'later', 'later']],
  ['retrying', 2, ['failed', 'failed', 'next', 'later']],
  ['sending', 2, ['failed', 'sending', 'later', 'later']],
  ['delivered', 2, ['failed', 'delivered']],
  ['dead_letter', 4, ['failed', 'failed', 'failed', 'failed']],
] as const)('the attempts of one that is %s', (state, attemptCount, dots) => {
  expect(attemptDots(anyDelivery({ state, attemptCount }), 4)).toEqual(dots)
})

test('of many attempts the last ones are shown, and all are told', () => {
  const row = anyDelivery({ state: 'delivered', attemptCount: 30 })
  expect(attemptDots(row, null)).toHaveLength(10)
  expect(attemptDots(row, null).at(-1)).toBe('delivered')
  expect(attemptWords(row, 40)).toBe('30 attempts of 40')
  expect(attemptWords(anyDelivery({ attemptCount: 1 }), null)).toBe('1 attempt')
})

test('a test is tried once, whatever its webhook says', () => {
  const retry = RetryPolicy.parse({ kind: 'schedule', delaysSeconds: [5, 30] })
  const tried = (isTest: boolean): number => {
    const policy = policyOf(anyDelivery({ isTest }), { retry } as Webhook)
    return policy === null ? 0 : attemptsOf(policy)
  }
  expect([tried(true), tried(false)]).toEqual([1, 3])
  expect(policyOf(anyDelivery({}), undefined)).toBeNull()
})

test('the result is a status where there was one, else the class of the failure', () => {
  expect(shortResult(anyDelivery({}))).toBeNull()
  expect(shortResult(anyDelivery({ lastStatus: 204 }))).toEqual({ text: '204', isBad: false })
  expect(shortResult(anyDelivery({ lastStatus: 500, errorClass: 'server-error' }))).toEqual({
    text: '500',
    isBad: true,
  })
  // The answer of an earlier attempt says nothing about this one.
  expect(shortResult(anyDelivery({ lastStatus: 500, errorClass: 'tls' }))).toEqual({ text: 'TLS', isBad: true })
})

test.each([
  [0.4, 'now'],
  [22, 'in 22s'],
  [268, 'in 4m 28s'],
  [300, 'in 5m'],
  [45 * 60 + 20, 'in 45 min'],
  [5 * 3600 + 10 * 60, 'in 5 h 10 min'],
  [51 * 3600, 'in 2 d 3 h'],
])('%s seconds before it says %s', (seconds, words) => {
  const now = new Date(1_763_381_462_000)
  expect(formatCountdown(new Date(now.getTime() + seconds * 1000), now)).toBe(words)
})
