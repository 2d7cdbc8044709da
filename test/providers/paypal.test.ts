import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { CapturedRequest } from '#main/core/requests/captured-request.ts'
import type { OutgoingResult } from '#main/core/ports.ts'
import { createEnquiries, judgeAsking } from '#main/core/verification/enquiries.ts'
import { toVerification, verifyRequest } from '#main/core/verification/verify-request.ts'
import { paypal } from '#main/providers/paypal.ts'
import { withHeader } from '#shared/model/header-pairs.ts'
import { capturedRequest } from '#test/support/captured-request.ts'
import { falseClock } from '#test/support/false-clock.ts'
import { contextFrom, sampleRequest } from '#test/support/sample-requests.ts'
import { signedByUs } from '#test/support/signed-by-us.ts'
import { checking } from '#test/support/signed-requests.ts'

type Published = {
  transmissionId: string
  transmissionTime: string
  webhookId: string
  certificateUrl: string
  signature: string
  body: string
}

const published = JSON.parse(readFileSync('test/vectors/paypal.json', 'utf8')) as {
  publicKey: string
  requests: Published[]
}

const requestOf = (one: Published): CapturedRequest =>
  capturedRequest({
    headers: {
      'PAYPAL-TRANSMISSION-ID': one.transmissionId,
      'PAYPAL-TRANSMISSION-TIME': one.transmissionTime,
      'PAYPAL-TRANSMISSION-SIG': one.signature,
      'PAYPAL-CERT-URL': one.certificateUrl,
      'PAYPAL-AUTH-ALGO': 'SHA256withRSA',
    },
    body: one.body,
  })

test.each(published.requests)('what PayPal signed itself is verified: $transmissionId', (one) => {
  const pinned = `${one.webhookId}\n${published.publicKey}`
  const request = requestOf(one)
  expect(verifyRequest(request, checking('paypal', [pinned])).verification.state).toBe('verified')
  const body = Buffer.from(one.body.replace('completed', 'Completed'))
  const edited = verifyRequest({ ...request, body }, checking('paypal', [pinned]))
  expect(edited.verification).toMatchObject({ state: 'failed', reason: 'signature-mismatch' })
  const other = verifyRequest(request, checking('paypal', [`4JH86294D6297924X\n${published.publicKey}`]))
  expect(other.verification.reason).toBe('signature-mismatch')
})

const certificate = readFileSync('test/fixtures/paypal/certificate.pem')
const webhookId = '4JH86294D6297924G'
const [sample] = paypal.events
if (!sample) throw new Error('no sample')
const genuine = signedByUs('paypal', sampleRequest(sample, contextFrom(3, new Date('2027-01-01T00:00:00Z'))))

/** Checks with an edge that answers so; tells what was asked. */
async function checkWith(request: CapturedRequest, answer: { status: number; body: Uint8Array } | null) {
  const asked: string[] = []
  const timing = { connectMs: null, firstByteMs: null, totalMs: 1 }
  const clock = falseClock(request.receivedAtMs)
  const enquiries = createEnquiries({
    clock,
    sendRequest: async ({ url }): Promise<OutgoingResult> => {
      asked.push(url)
      if (answer === null) return { kind: 'failed', code: 'timed-out', message: 'no answer', timing }
      return { kind: 'answered', ...answer, headers: [], bodyBytes: answer.body.length, timing }
    },
  })
  const check = async (one = request) =>
    toVerification(await judgeAsking(one, checking('paypal', [webhookId]), enquiries))
  return { verification: await check(), check, asked, clock }
}

describe('with the certificate of PayPal’s own host', () => {
  test('a genuine request is verified, and the certificate asked for once in half a day', async () => {
    const { verification, check, asked, clock } = await checkWith(genuine, { status: 200, body: certificate })
    expect(verification).toMatchObject({ state: 'verified', secretId: 'first' })
    expect((await check()).state).toBe('verified')
    expect(asked).toHaveLength(1)
    expect(asked[0]).toMatch(/^https:\/\/api\.paypal\.com\/v1\/notifications\/certs\/CERT-/)
    clock.advance(13 * 3_600_000)
    await check()
    expect(asked).toHaveLength(2)
  })

  test('a changed body fails', async () => {
    const body = Buffer.from(Buffer.from(genuine.body).toString().replace('COMPLETED', 'REFUNDED'))
    const { verification } = await checkWith({ ...genuine, body }, { status: 200, body: certificate })
    expect(verification).toMatchObject({ state: 'failed', reason: 'signature-mismatch' })
  })

  test.each([
    ['there is none', { status: 404, body: new Uint8Array() }, 'failed', 'signature-mismatch'],
    ['it is no certificate', { status: 200, body: Buffer.from('<html>') }, 'failed', 'signature-mismatch'],
    [
      'it is that of somebody else',
      { status: 200, body: readFileSync('test/fixtures/tls/localhost.pem') },
      'failed',
      'signature-mismatch',
    ],
    ['the host is ill', { status: 503, body: new Uint8Array() }, 'skipped', 'network-failed'],
    ['nobody answers', null, 'skipped', 'network-failed'],
  ])('%s: the request is not verified', async (_name, answer, state, reason) => {
    expect((await checkWith(genuine, answer)).verification).toMatchObject({ state, reason })
  })

  test('a request from a time at which the certificate did not count fails', async () => {
    const later = { ...genuine, receivedAtMs: Date.parse('2300-01-01T00:00:00Z') }
    expect((await checkWith(later, { status: 200, body: certificate })).verification.state).toBe('failed')
  })
})

test.each([
  'https://paypal.com.example.com/v1/notifications/certs/CERT-1',
  'https://evilpaypal.com/v1/notifications/certs/CERT-1',
  'http://api.paypal.com/v1/notifications/certs/CERT-1',
  'https://api.paypal.com:8443/v1/notifications/certs/CERT-1',
  'https://api.paypal.com@example.com/v1/notifications/certs/CERT-1',
  'https://user@api.paypal.com/v1/notifications/certs/CERT-1',
  'https://api.paypal.com/v1/notifications/certs/../../../anything',
  'https://www.paypal.com/uploads/CERT-1',
  'file:///etc/passwd',
  'CERT-1',
])('nothing is fetched from %s', async (url) => {
  const headers = withHeader(genuine.headers, 'PAYPAL-CERT-URL', url)
  const { verification, asked } = await checkWith({ ...genuine, headers }, { status: 200, body: certificate })
  expect(verification).toMatchObject({ state: 'failed', reason: 'certificate-untrusted' })
  expect(asked).toEqual([])
})

test('a check that has not asked yet says that it waits', () => {
  const { verification } = verifyRequest(genuine, checking('paypal', [webhookId]))
  expect(verification).toMatchObject({ state: 'pending', reason: 'network-needed' })
})
