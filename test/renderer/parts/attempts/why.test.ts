import { expect, test } from 'vitest'
import { whyOf } from '#renderer/parts/attempts/why.ts'
import { anyAttempt, anyDelivery, answer } from '#test/support/any-delivery.ts'

const failing = (body: string) =>
  [1, 2, 3].map((number) => anyAttempt({ number, errorClass: 'server-error', response: answer(500, body) }))

test('attempts that fail alike are told together, with what the target says and what to do', () => {
  const why = whyOf(
    anyDelivery({ state: 'retrying', attempts: failing('{"error":{"message":"column status_v2 does not exist"}}') }),
  )
  expect(why).toEqual({
    tone: 'bad',
    title: 'The target answered 500, every time.',
    evidence: 'It says: column status_v2 does not exist',
    fix: 'Look into the target’s log.',
  })
})

test('one failure is no pattern', () => {
  const refused = anyAttempt({
    errorClass: 'refused',
    error: { code: 'ECONNREFUSED', message: 'Nothing listens at 127.0.0.1:3000.' },
  })
  expect(whyOf(anyDelivery({ state: 'retrying', attempts: [refused] }))).toMatchObject({
    title: 'Nothing listens at the target.',
    evidence: 'Nothing listens at 127.0.0.1:3000.',
  })
})

test('what the title says is not said again', () => {
  const refused = anyAttempt({
    errorClass: 'refused',
    error: { code: 'ECONNREFUSED', message: 'Nothing listens at the target. Is it running?' },
  })
  const whyOnce = (reason: string | null) =>
    whyOf(anyDelivery({ state: 'dead_letter', reason, attempts: [refused] }))?.evidence
  expect(whyOnce(null)).toBeNull()
  expect(whyOnce('Nothing listens at the target. A test is tried once.')).toBe('A test is tried once.')
})

test('what both the delivery and its attempt say is said once, in whole sentences', () => {
  const message = 'The target’s certificate is self-signed.'
  const untrusted = anyAttempt({ errorClass: 'tls', error: { code: 'DEPTH_ZERO_SELF_SIGNED_CERT', message } })
  const dead = { state: 'dead_letter' as const, attempts: [untrusted] }
  expect(whyOf(anyDelivery({ ...dead, reason: `TLS failed: ${message} It was the only attempt.` }))).toMatchObject({
    evidence: `${message} It was the only attempt.`,
  })
  expect(whyOf(anyDelivery({ ...dead, reason: `TLS failed: ${message}` }))).toMatchObject({ evidence: message })
  const failed = { state: 'dead_letter' as const, attempts: failing('').slice(0, 1) }
  expect(whyOf(anyDelivery({ ...failed, reason: 'The target failed: it answered 500.' }))).toMatchObject({
    evidence: 'The target failed: it answered 500.',
  })
})

test('an answer in HTML is no reason', () => {
  const why = whyOf(anyDelivery({ state: 'dead_letter', attempts: failing('<!doctype html><h1>Oops</h1>') }))
  expect(why).toMatchObject({ tone: 'dead', evidence: null })
})

test.each([
  ['held', 'It is held, and nothing is lost.'],
  ['cancelled', 'It was cancelled.'],
] as const)('what is %s says why', (state, title) => {
  expect(whyOf(anyDelivery({ state, reason: 'The webhook is paused.' }))).toMatchObject({
    title,
    evidence: 'The webhook is paused.',
  })
})

test('what goes well needs no reason', () => {
  expect(whyOf(anyDelivery({ state: 'delivered' }))).toBeNull()
  expect(whyOf(anyDelivery({ state: 'queued' }))).toBeNull()
})
