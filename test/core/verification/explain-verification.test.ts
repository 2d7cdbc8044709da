import { expect, test } from 'vitest'
import { explainVerification } from '#main/core/verification/explain-verification.ts'
import type { HowToVerify } from '#main/core/verification/verify-request.ts'
import { providerLabels } from '#shared/model/provider.ts'
import { capturedRequest } from '#test/support/captured-request.ts'
import { checking, requestOf, signedRequestOf } from '#test/support/signed-requests.ts'

const withHints = (how: HowToVerify) => ({
  ...how,
  secrets: how.secrets.map((secret) => ({ ...secret, hint: `whsec_…${secret.id}` })),
})

const vector = signedRequestOf('stripe')
const request = requestOf(vector)
const signature = vector.headers['Stripe-Signature']?.split('v1=')[1] ?? ''
const explain = (secrets: string[], given = request, more: Partial<HowToVerify> = {}) =>
  explainVerification(given, withHints(checking('stripe', secrets, more)))

test('a verified request is told from header to secret', () => {
  const report = explain(['other', vector.secret])
  expect(report.steps.map(({ state, title, detail }) => `${state}: ${title} (${detail})`)).toEqual([
    'ok: Stripe-Signature found and read (t=1492774577, one v1 signature)',
    'ok: Timestamp is 3 s old (Limit is 5 min.)',
    'ok: Signed text rebuilt from the raw bytes (Timestamp, a dot, then the body: 188 bytes exactly as received)',
    'ok: HMAC SHA-256 matches with whsec_…second (null)',
    'skipped: Other secret not needed (whsec_…first)',
  ])
  expect(report).toMatchObject({ provider: 'stripe', state: 'verified', secretId: 'second' })
  expect(report.documentation).toBe(providerLabels.stripe.documentation)
  expect(report.samples).toHaveLength(4)
})

test('expected and received are shown where they are the same', () => {
  const match = explain([vector.secret]).steps.find(({ expected }) => expected !== null)
  expect(match).toMatchObject({ expected: signature, received: signature })
})

test('a signature that does not match is told without the expected one, in no step', () => {
  const body = Buffer.from(`${vector.body} `)
  const report = explain([vector.secret], { ...request, body })
  expect(report).toMatchObject({ state: 'failed', reason: 'signature-mismatch' })
  expect(report.steps.at(-1)).toMatchObject({
    state: 'failed',
    title: 'HMAC SHA-256 does not match with whsec_…first',
    received: signature,
  })
  expect(report.steps.every(({ expected }) => expected === null)).toBe(true)
})

test('the check stops at the step that fails', () => {
  const late = { ...request, receivedAtMs: request.receivedAtMs + 537_000 }
  expect(explain([vector.secret], late).steps.map(({ state, title }) => [state, title])).toEqual([
    ['ok', 'Stripe-Signature found and read'],
    ['failed', 'Timestamp is 9 min old'],
  ])
  const unsigned = capturedRequest({ body: vector.body })
  expect(explain([vector.secret], unsigned).steps).toMatchObject([
    { state: 'failed', title: 'The signature header is missing', detail: expect.stringContaining('Stripe-Signature') },
  ])
})

test('a time that the provider pardons is told all the same', () => {
  const early = { ...request, receivedAtMs: request.receivedAtMs - 603_000 }
  expect(explain([vector.secret], early).steps[1]).toMatchObject({
    state: 'ok',
    title: 'Timestamp is 10 min in the future',
    detail: expect.stringContaining('look at the clocks'),
  })
})

test('a secret that cannot be used is named by its hint', () => {
  const standard = signedRequestOf('standard-webhooks')
  const how = withHints(checking('standard-webhooks', ['*']))
  const report = explainVerification(requestOf(standard), how)
  expect(report.reason).toBe('secret-malformed')
  expect(report.steps.at(-1)).toMatchObject({ state: 'failed', title: 'The secret cannot be used: whsec_…first' })
})

test('of a long body the start of the signed text is shown', () => {
  const text = explain([vector.secret], { ...request, body: Buffer.alloc(100_000, 'x') }).steps[2]?.signedText ?? ''
  expect(text).toMatch(/^1492774577\.x+…$/)
  expect(text).toHaveLength(1025)
})

test('a check that was not made says why', () => {
  expect(explain([]).steps).toMatchObject([{ state: 'skipped', title: 'No secret to check with' }])
  expect(explain(['x'], request, { policy: 'off' }).steps).toMatchObject([{ title: 'Signatures are not checked' }])
  const unknown = explainVerification(capturedRequest(), withHints(checking(null, ['x'])))
  expect(unknown).toMatchObject({ provider: null, documentation: null, samples: [] })
  expect(unknown.steps).toMatchObject([{ state: 'skipped', title: 'The sender is not recognised' }])
})
