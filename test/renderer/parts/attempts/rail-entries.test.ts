import { expect, test } from 'vitest'
import { railEntries } from '#renderer/parts/attempts/rail-entries.ts'
import type { Attempt, Delivery } from '#shared/model/delivery.ts'
import { RetryPolicy } from '#shared/rules/retry-policy.ts'
import { anyAttempt, anyDelivery } from '#test/support/any-delivery.ts'

const at = (seconds: number): string => new Date(Date.UTC(2026, 10, 17, 14, 0, 0) + seconds * 1000).toISOString()

const attempt = (number: number, startSeconds: number): Attempt =>
  anyAttempt({ id: `att_${number}`, number, startedAt: at(startSeconds), endedAt: at(startSeconds + 1) })

const schedule = RetryPolicy.parse({ kind: 'schedule', delaysSeconds: [5, 30, 300, 3600, 21_600] })

const retrying = (attempts: Attempt[], dueSeconds: number): Delivery =>
  anyDelivery({
    state: 'retrying',
    attempts,
    attemptCount: attempts.length,
    firstAttemptAt: attempts[0]?.startedAt ?? null,
    dueAt: at(dueSeconds),
  })

test('the rail tells what was waited, what is next, and when the delivery dies', () => {
  const entries = railEntries(retrying([attempt(1, 0), attempt(2, 6), attempt(3, 37)], 338), schedule)
  expect(entries).toMatchObject([
    { kind: 'attempt', attempt: { number: 1 }, gap: 'waited 5 s' },
    { kind: 'attempt', attempt: { number: 2 }, gap: 'waited 30 s' },
    { kind: 'attempt', attempt: { number: 3 }, gap: 'waiting 5 min, then 1 h, then 6 h' },
    { kind: 'next', number: 4, at: at(338), after: 2 },
    { kind: 'end', number: 6, at: at(338 + 3600 + 21_600) },
  ])
})

test('no attempt is planned behind the time at which the policy gives up', () => {
  const entries = railEntries(retrying([attempt(1, 0)], 6), { ...schedule, giveUpAfterSeconds: 600 })
  expect(entries.slice(1)).toMatchObject([
    { kind: 'next', number: 2, after: 2 },
    { kind: 'end', number: 4, at: at(6 + 30 + 300) },
  ])
})

test('the last attempt has none behind it', () => {
  const entries = railEntries(
    retrying(
      [1, 2, 3, 4, 5].map((number) => attempt(number, number * 10)),
      90,
    ),
    schedule,
  )
  expect(entries.slice(-2)).toMatchObject([
    { kind: 'next', number: 6, after: 0 },
    { kind: 'end', number: 6, at: at(90) },
  ])
})

test('without a policy the next attempt is all that is known', () => {
  const entries = railEntries({ ...retrying([attempt(1, 0)], 0), dueAt: null }, null)
  expect(entries).toMatchObject([
    { kind: 'attempt', gap: null },
    { kind: 'next', number: 2, at: null, after: null },
  ])
})

test.each(['delivered', 'dead_letter', 'cancelled', 'held', 'sending'] as const)(
  'what is %s has no next attempt on the rail',
  (state) => {
    expect(railEntries({ ...retrying([attempt(1, 0)], 6), state }, schedule)).toHaveLength(1)
  },
)
