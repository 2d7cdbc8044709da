import { Webhook } from 'standardwebhooks'
import { expect, test } from 'vitest'
import { verifyRequest } from '#main/core/verification/verify-request.ts'
import { standardWebhooks } from '#main/providers/standard-webhooks.ts'
import { capturedRequest } from '#test/support/captured-request.ts'
import { checking, requestOf, signedRequestOf } from '#test/support/signed-requests.ts'

const vector = signedRequestOf('standard-webhooks')
const now = vector.receivedAtSeconds
const good = vector.headers['webhook-signature'] ?? ''
const signedAt = Number(vector.headers['webhook-timestamp'])

function verdict(headers: Record<string, string>, receivedAtSeconds = now, secrets = [vector.secret]) {
  const request = capturedRequest({
    headers: { ...vector.headers, ...headers },
    body: vector.body,
    receivedAtMs: receivedAtSeconds * 1000,
  })
  return verifyRequest(request, checking('standard-webhooks', secrets)).verification
}

test('what the standard’s own library signs is verified', () => {
  const body = '{"type":"user.created","data":{"name":"Ünï 🐟"}}'
  const signature = new Webhook(vector.secret).sign('msg_1', new Date(now * 1000), body)
  const headers = { 'webhook-id': 'msg_1', 'webhook-timestamp': String(now), 'webhook-signature': signature }
  const request = capturedRequest({ headers, body, receivedAtMs: now * 1000 })
  expect(verifyRequest(request, checking(null, [vector.secret]))).toMatchObject({
    provider: 'standard-webhooks',
    verification: { state: 'verified' },
  })
})

test('an empty body and one that is not text can be signed like any other', () => {
  const empty = new Webhook(vector.secret).sign('msg_1', new Date(now * 1000), '')
  const headers = { 'webhook-id': 'msg_1', 'webhook-timestamp': String(now), 'webhook-signature': empty }
  const request = capturedRequest({ headers, receivedAtMs: now * 1000 })
  expect(verifyRequest(request, checking('standard-webhooks', [vector.secret])).verification.state).toBe('verified')
  const binary = { ...request, body: Uint8Array.of(0xff, 0xfe) }
  expect(verifyRequest(binary, checking('standard-webhooks', [vector.secret])).verification.state).toBe('failed')
})

test.each([
  ['webhook-id', 'failed', 'message-id-missing'],
  ['webhook-timestamp', 'failed', 'timestamp-missing'],
  ['webhook-signature', 'unsigned', 'signature-missing'],
])('without %s it is %s: %s', (name, state, reason) => {
  expect(verdict({ [name]: '' })).toMatchObject({ state, reason })
})

test.each(['hello', '1614265330abc', '-1614265330', '1614265330.5', '9'.repeat(400)])(
  'the timestamp “%s” is no number of seconds',
  (timestamp) => {
    expect(verdict({ 'webhook-timestamp': timestamp })).toMatchObject({ reason: 'timestamp-malformed' })
  },
)

test.each([
  [300, 'verified', null],
  [301, 'failed', 'timestamp-too-old'],
  [-300, 'verified', null],
  [-301, 'failed', 'timestamp-in-future'],
])('%i s after it was signed it is %s', (age, state, reason) => {
  expect(verdict({}, signedAt + age)).toMatchObject({ state, reason, skewSeconds: age })
})

test.each([
  ['v1,', 'signature-malformed'],
  ['', 'signature-missing'],
  ['v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=', 'signature-malformed'],
  ['v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OF=', 'signature-malformed'],
  [`v1,${Buffer.alloc(32).toString('base64')}`, 'signature-mismatch'],
  [good.replace('v1,', 'v1a,'), 'signature-malformed'],
])('the signature “%s” does not pass: %s', (signature, reason) => {
  expect(verdict({ 'webhook-signature': signature })).toMatchObject({ reason })
})

test('of several signatures one has to match', () => {
  const zeros = Buffer.alloc(32).toString('base64')
  expect(verdict({ 'webhook-signature': `v1,${zeros} v2,${zeros} ${good} v1,${zeros}` }).state).toBe('verified')
})

test('the secret may come with its prefix or without', () => {
  expect(verdict({}, now, [vector.secret.slice('whsec_'.length)]).state).toBe('verified')
})

test.each(['', 'whsec_', 'whsec_*', 'not base 64', 'whsec_AAA'])('the secret “%s” cannot be used', (secret) => {
  expect(verdict({}, now, [secret])).toMatchObject({ state: 'failed', reason: 'secret-malformed' })
})

test.each(['whpk_', 'whpk_AAAA', 'whsk_AAAA', 'whpk_*'])('the public key “%s” cannot be used', (secret) => {
  const signature = `v1a,${Buffer.alloc(64).toString('base64')}`
  expect(verdict({ 'webhook-signature': signature }, now, [secret])).toMatchObject({ reason: 'secret-malformed' })
})

test('a secret that cannot be used does not keep another from matching', () => {
  expect(verdict({}, now, ['*', vector.secret])).toMatchObject({ state: 'verified', secretId: 'second' })
  expect(verdict({}, now, ['*', 'AAAA'])).toMatchObject({ state: 'failed', reason: 'signature-mismatch' })
})

test('a key for the other kind of signature does not match', () => {
  const publicKey = 'whpk_1SiA4o9hyqTCpIqC5V9HUakiiaeACeqfZTInDBbOir4='
  expect(verdict({}, now, [publicKey])).toMatchObject({ reason: 'signature-mismatch' })
})

test('is recognised by either name of its headers', () => {
  expect(standardWebhooks.detect(requestOf(vector))).toBe(true)
  expect(standardWebhooks.detect(capturedRequest({ headers: { 'Svix-Id': 'msg_1' } }))).toBe(true)
  expect(standardWebhooks.detect(capturedRequest())).toBe(false)
})
