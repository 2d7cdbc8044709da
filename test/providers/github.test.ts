import { createHmac } from 'node:crypto'
import { sign, verify } from '@octokit/webhooks-methods'
import { expect, test } from 'vitest'
import { verifyRequest } from '#main/core/verification/verify-request.ts'
import { github } from '#main/providers/github.ts'
import { capturedRequest } from '#test/support/captured-request.ts'
import { checking, requestOf, signedRequestOf } from '#test/support/signed-requests.ts'

const vector = signedRequestOf('github')
const signature = vector.headers['X-Hub-Signature-256'] ?? ''
const verdict = (header: string) =>
  verifyRequest(
    capturedRequest({ headers: { 'X-Hub-Signature-256': header }, body: vector.body }),
    checking('github', [vector.secret]),
  ).verification

test('what Octokit signs is verified, and Octokit verifies what is', async () => {
  const body = '{"zen":"Ünïcode 🐟","list":[1,2,3]}'
  const header = await sign(vector.secret, body)
  const request = capturedRequest({ headers: { 'X-Hub-Signature-256': header }, body })
  expect(verifyRequest(request, checking('github', [vector.secret])).verification.state).toBe('verified')
  expect(await verify(vector.secret, vector.body, signature)).toBe(true)
})

test.each(['', 'hello', 'sha256=', 'sha256=7571', `sha1=${signature.slice(7)}`, `${signature}00`, signature.slice(7)])(
  'the signature “%s” does not pass',
  (header) => {
    expect(verdict(header).state).not.toBe('verified')
  },
)

test('a header in upper case or given twice does not pass, as with GitHub’s own libraries', () => {
  expect(verdict(signature.toUpperCase())).toMatchObject({ state: 'failed', reason: 'signature-malformed' })
  const headers = [
    ['X-Hub-Signature-256', signature],
    ['x-hub-signature-256', signature],
  ] as const
  const twice = capturedRequest({ headers, body: vector.body })
  expect(verifyRequest(twice, checking('github', [vector.secret])).verification.state).toBe('failed')
})

test('a wrong SHA-256 signature is not saved by a right SHA-1 one', () => {
  const sha1 = createHmac('sha1', vector.secret).update(vector.body).digest('hex')
  const headers = { 'X-Hub-Signature-256': `sha256=${'0'.repeat(64)}`, 'X-Hub-Signature': `sha1=${sha1}` }
  const request = capturedRequest({ headers, body: vector.body })
  expect(verifyRequest(request, checking('github', [vector.secret])).verification.reason).toBe('signature-mismatch')
})

test('is recognised by its event headers and not by a signature header that others use too', () => {
  expect(github.detect(capturedRequest({ headers: { 'x-github-event': 'push' } }))).toBe(true)
  expect(github.detect(requestOf(vector))).toBe(false)
})
