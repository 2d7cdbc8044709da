import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { verifyRequest } from '#main/core/verification/verify-request.ts'
import { HmacScheme } from '#shared/model/provider.ts'
import { capturedRequest } from '#test/support/captured-request.ts'
import { checking } from '#test/support/signed-requests.ts'

const secret = 'sécret'
const body = '{"hello":"wörld"}'
const now = 1_700_000_000

function verdict(scheme: Partial<HmacScheme>, headers: Record<string, string>) {
  const how = checking('hmac', [secret], { hmac: HmacScheme.parse(scheme) })
  return verifyRequest(capturedRequest({ headers, body, receivedAtMs: now * 1000 }), how).verification
}

describe.each(['sha1', 'sha256', 'sha512'] as const)('%s', (algorithm) => {
  test.each(['hex', 'base64'] as const)('in %s is verified', (encoding) => {
    const signature = createHmac(algorithm, secret).update(body).digest(encoding)
    expect(verdict({ algorithm, encoding }, { 'x-signature': signature }).state).toBe('verified')
  })
})

const hex = createHmac('sha256', secret).update(body).digest('hex')

test('the prefix may be there or not, and hex may be in upper case', () => {
  for (const value of [`sha256=${hex}`, hex, `sha256=${hex.toUpperCase()}`]) {
    expect(verdict({ prefix: 'sha256=' }, { 'X-Signature': value }).state).toBe('verified')
  }
  expect(verdict({}, { 'X-Signature': `sha256=${hex}` })).toMatchObject({ reason: 'signature-malformed' })
})

describe('a scheme that signs a timestamp', () => {
  const scheme = { header: 'X-Sig', timestampHeader: 'X-Time', content: 'v0:{timestamp}:{body}' }
  const signed = (time: string) => ({
    'X-Time': time,
    'X-Sig': createHmac('sha256', secret).update(`v0:${time}:${body}`).digest('hex'),
  })

  test.each([
    [String(now), 'verified', null],
    [String(now * 1000), 'verified', null],
    [String(now - 301), 'failed', 'timestamp-too-old'],
    [String(now + 301), 'failed', 'timestamp-in-future'],
    ['yesterday', 'failed', 'timestamp-malformed'],
    ['', 'failed', 'timestamp-missing'],
  ])('at “%s” is %s', (time, state, reason) => {
    expect(verdict(scheme, signed(time))).toMatchObject({ state, reason })
  })

  test('fails when the timestamp was changed', () => {
    expect(verdict(scheme, { ...signed(String(now)), 'X-Time': String(now - 1) }).reason).toBe('signature-mismatch')
  })

  test('but names no header for it never matches', () => {
    expect(verdict({ content: '{timestamp}.{body}' }, { 'X-Signature': hex }).reason).toBe('timestamp-missing')
  })
})

test('without a scheme the usual one is taken', () => {
  const request = capturedRequest({ headers: { 'X-Signature': hex }, body })
  expect(verifyRequest(request, checking('hmac', [secret])).verification.state).toBe('verified')
})
