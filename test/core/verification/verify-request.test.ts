import { expect, test } from 'vitest'
import { verifyRequest } from '#main/core/verification/verify-request.ts'
import { capturedRequest } from '#test/support/captured-request.ts'
import { checking, requestOf, signedRequestOf } from '#test/support/signed-requests.ts'

const skipped = { state: 'skipped', secretId: null, skewSeconds: null }

test('nothing is checked where the policy is off, but the sender is recognised', () => {
  const request = requestOf(signedRequestOf('stripe'))
  const { provider, verification } = verifyRequest(request, checking(null, ['x'], { policy: 'off' }))
  expect(provider).toBe('stripe')
  expect(verification).toEqual({ ...skipped, reason: null })
})

test('a sender that nobody knows is skipped', () => {
  expect(verifyRequest(capturedRequest(), checking(null, ['x']))).toEqual({
    provider: null,
    verification: { ...skipped, reason: 'no-scheme' },
  })
})

test('a known sender without a secret is skipped', () => {
  const request = requestOf(signedRequestOf('stripe'))
  expect(verifyRequest(request, checking(null, []))).toEqual({
    provider: 'stripe',
    verification: { ...skipped, reason: 'no-secret' },
  })
})

test.each([
  ['github', { 'X-GitHub-Event': 'ping', 'webhook-id': 'msg_1' }],
  ['stripe', { 'webhook-id': 'msg_1', 'Stripe-Signature': 't=1' }],
  ['standard-webhooks', { 'webhook-id': 'msg_1' }],
  [null, { 'X-Signature': 'abc' }],
])('of several marks the first in a fixed order decides: %s', (provider, headers) => {
  expect(verifyRequest(capturedRequest({ headers }), checking(null, [])).provider).toBe(provider)
})

test('the source’s own choice of provider goes before all marks', () => {
  const request = capturedRequest({ headers: { 'X-GitHub-Event': 'ping' } })
  expect(verifyRequest(request, checking('stripe', ['x']))).toMatchObject({
    provider: 'stripe',
    verification: { state: 'unsigned', reason: 'signature-missing' },
  })
})

test('time is counted from the arrival of the request, so that a check of a stored one says the same', () => {
  const vector = signedRequestOf('stripe')
  const how = checking('stripe', [vector.secret], { toleranceSeconds: 2 })
  expect(verifyRequest(requestOf(vector), how).verification).toEqual({
    state: 'failed',
    reason: 'timestamp-too-old',
    secretId: null,
    skewSeconds: 3,
  })
})
