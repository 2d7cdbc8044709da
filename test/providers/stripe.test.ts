import Stripe from 'stripe'
import { describe, expect, test } from 'vitest'
import { verifyRequest } from '#main/core/verification/verify-request.ts'
import { stripe } from '#main/providers/stripe.ts'
import { capturedRequest } from '#test/support/captured-request.ts'
import { checking, requestOf, signedRequestOf } from '#test/support/signed-requests.ts'

const secret = 'whsec_creel_test_vector'
const payload = '{"id":"evt_1","type":"ping"}'
const timestamp = 1_700_000_000
const header = Stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp })
const signature = header.split('v1=')[1] ?? ''

const verdict = (value: string, receivedAtSeconds = timestamp) =>
  verifyRequest(
    capturedRequest({
      headers: { 'Stripe-Signature': value },
      body: payload,
      receivedAtMs: receivedAtSeconds * 1000 + 900,
    }),
    checking('stripe', [secret]),
  ).verification

/** What Stripe’s own library says of the same header at the same time. */
function oracle(value: string, receivedAtSeconds = timestamp): boolean {
  try {
    Stripe.webhooks.constructEvent(payload, value, secret, 300, undefined, receivedAtSeconds * 1000 + 900)
    return true
  } catch {
    return false
  }
}

test('what Stripe’s library signs is verified', () => {
  expect(verdict(header)).toEqual({ state: 'verified', reason: null, secretId: 'first', skewSeconds: 0 })
})

test('the header of Stripe’s documentation is read: its time, its v1 signature, and not its v0', () => {
  const documented =
    't=1492774577,v1=5257a869e7ecebeda32affa62cdca3fa51cad7e77a0e56ff536d0ce8e108d8bd,v0=6ffbb59b2300aae63f272406069a9788598b792a944a07aba816edb039989a39'
  const reading = stripe.readSignature(capturedRequest({ headers: { 'stripe-signature': documented } }), null)
  expect(reading).toMatchObject({
    kind: 'readable',
    found: 't=1492774577, one v1 signature',
    time: { atSeconds: 1_492_774_577 },
    stated: [{ texts: ['5257a869e7ecebeda32affa62cdca3fa51cad7e77a0e56ff536d0ce8e108d8bd'] }],
  })
})

describe('agrees with Stripe’s library on', () => {
  test.each([
    ['two v1 signatures, the second right', `t=${timestamp},v1=${'0'.repeat(64)},v1=${signature}`],
    ['a v0 signature beside it', `t=${timestamp},v0=${'0'.repeat(64)},v1=${signature}`],
    ['the other order', `v1=${signature},t=${timestamp}`],
    ['only a v0 signature', `t=${timestamp},v0=${signature}`],
    ['no time', `v1=${signature}`],
    ['a time that is a word', `t=hello,v1=${signature}`],
    ['another time', `t=${timestamp + 1},v1=${signature}`],
    ['a signature cut short', `t=${timestamp},v1=${signature.slice(0, 60)}`],
    ['a signature in upper case', `t=${timestamp},v1=${signature.toUpperCase()}`],
    ['an empty header', ''],
    ['an empty signature', `t=${timestamp},v1=`],
  ])('%s', (_, value) => {
    expect(verdict(value).state === 'verified').toBe(oracle(value))
  })

  test.each([-86_400, -301, -300, -1, 0, 1, 299, 300, 301, 86_400])('a request that arrives %i s after it', (age) => {
    expect(verdict(header, timestamp + age).state === 'verified').toBe(oracle(header, timestamp + age))
  })
})

test('an old request fails with its age; an early one is verified with a negative age', () => {
  expect(verdict(header, timestamp + 540)).toMatchObject({ reason: 'timestamp-too-old', skewSeconds: 540 })
  expect(verdict(header, timestamp - 540)).toMatchObject({ state: 'verified', skewSeconds: -540 })
})

test.each([
  ['', 'unsigned', 'signature-missing'],
  ['hello', 'failed', 'signature-malformed'],
  [`t=${timestamp},t=${timestamp},v1=${signature}`, 'failed', 'signature-malformed'],
  [`v1=${signature}`, 'failed', 'timestamp-missing'],
  [`t=,v1=${signature}`, 'failed', 'timestamp-malformed'],
])('the header “%s” is %s: %s', (value, state, reason) => {
  expect(verdict(value)).toMatchObject({ state, reason })
})

test('is recognised by its header', () => {
  expect(stripe.detect(requestOf(signedRequestOf('stripe')))).toBe(true)
  expect(stripe.detect(capturedRequest())).toBe(false)
})
