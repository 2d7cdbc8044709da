import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { AttemptResult } from '#main/core/deliveries/outcome.ts'
import { outcomeOf } from '#main/core/deliveries/outcome.ts'
import type { HeaderPairs } from '#shared/model/header-pairs.ts'
import { ErrorClass } from '#shared/rules/error-class.ts'

const now = Date.UTC(2026, 10, 17)
const strict = { lateCounts: false }
const answered = (status: number, headers: HeaderPairs = [], isLate = false): AttemptResult => ({
  kind: 'answered',
  status,
  headers,
  isLate,
})

test.each([
  [200, 'delivered', undefined],
  [204, 'delivered', undefined],
  [299, 'delivered', undefined],
  [101, 'retry', 'unexpected-status'],
  [301, 'retry', 'redirect'],
  [304, 'retry', 'redirect'],
  [308, 'retry', 'redirect'],
  [400, 'retry', 'client-error'],
  [401, 'retry', 'client-error'],
  [404, 'retry', 'client-error'],
  [410, 'disable', 'gone'],
  [429, 'throttle', 'throttled'],
  [500, 'retry', 'server-error'],
  [502, 'throttle', 'throttled'],
  [503, 'retry', 'server-error'],
  [504, 'throttle', 'throttled'],
  [599, 'retry', 'server-error'],
  [600, 'retry', 'unexpected-status'],
  [999, 'retry', 'unexpected-status'],
])('an answer of %i: %s', (status, kind, errorClass) => {
  const outcome = outcomeOf(answered(status), now, strict)
  expect(outcome).toMatchObject(errorClass ? { kind, errorClass } : { kind })
})

test.each([
  ['ECONNREFUSED', 'retry', 'refused'],
  ['ENOTFOUND', 'retry', 'name-unknown'],
  ['EAI_AGAIN', 'retry', 'name-lookup'],
  ['UND_ERR_CONNECT_TIMEOUT', 'retry', 'unreachable'],
  ['UND_ERR_SOCKET', 'retry', 'connection-broken'],
  ['ECONNRESET', 'retry', 'connection-broken'],
  ['timed-out', 'retry', 'timed-out'],
  ['CERT_HAS_EXPIRED', 'retry', 'tls'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'retry', 'tls'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'retry', 'tls'],
  ['ERR_SSL_WRONG_VERSION_NUMBER', 'retry', 'tls'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'retry', 'tls'],
  ['not-http', 'retry', 'not-http'],
  ['interrupted', 'retry', 'interrupted'],
  ['egress-refused', 'dead', 'forbidden'],
  ['body-too-large', 'dead', 'unsendable'],
  ['UND_ERR_INVALID_ARG', 'dead', 'unsendable'],
  ['never heard of', 'retry', 'other'],
])('no answer because of %s: %s', (code, kind, errorClass) => {
  expect(outcomeOf({ kind: 'failed', code }, now, strict)).toMatchObject({ kind, errorClass })
})

test('a failure that no attempt could mend says what is wrong', () => {
  const message = 'The payload has 2000 bytes; this webhook takes 1000.'
  expect(outcomeOf({ kind: 'failed', code: 'body-too-large', message }, now, strict)).toMatchObject({
    reason: `The request cannot be sent as it is: ${message}`,
  })
})

test('Retry-After is taken from any answer that is tried again', () => {
  for (const status of [429, 503, 500, 302]) {
    expect(outcomeOf(answered(status, [['Retry-After', '7']]), now, strict)).toMatchObject({ retryAfterMs: 7000 })
  }
  expect(outcomeOf(answered(503), now, strict)).toMatchObject({ retryAfterMs: null })
})

describe('a 2xx that comes after the time-out', () => {
  test('is a time-out by default', () => {
    expect(outcomeOf(answered(200, [], true), now, strict)).toMatchObject({ kind: 'retry', errorClass: 'timed-out' })
  })

  test('delivers where the webhook says so, and is told as late', () => {
    expect(outcomeOf(answered(200, [], true), now, { lateCounts: true })).toEqual({ kind: 'delivered', isLate: true })
  })
})

test.each([
  ['webhook-delivery', 'abort-message'],
  ['Webhook-Delivery', ' ABORT-MESSAGE '],
  ['X-Slack-No-Retry', '1'],
])('the header %s: %s ends a failed delivery, and does nothing to a successful one', (name, value) => {
  expect(outcomeOf(answered(500, [[name, value]]), now, strict)).toMatchObject({ kind: 'dead' })
  expect(outcomeOf(answered(200, [[name, value]]), now, strict)).toMatchObject({ kind: 'delivered' })
})

test('any status and any code has an outcome that is complete, and only a 2xx delivers', () => {
  const status = fc.integer({ min: 100, max: 999 }).map((number) => answered(number))
  const code = fc.string().map((text): AttemptResult => ({ kind: 'failed', code: text }))
  fc.assert(
    fc.property(fc.oneof(status, code), fc.boolean(), (result, lateCounts) => {
      const outcome = outcomeOf(result, now, { lateCounts })
      const isSuccess = result.kind === 'answered' && result.status >= 200 && result.status < 300
      expect(outcome.kind === 'delivered').toBe(isSuccess)
      if (outcome.kind === 'delivered') return
      expect(ErrorClass.options).toContain(outcome.errorClass)
      expect(outcome.reason).toMatch(/^.*\.$/)
    }),
    { numRuns: 5000 },
  )
})
