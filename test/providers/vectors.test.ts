import { describe, expect, test } from 'vitest'
import { verifyRequest } from '#main/core/verification/verify-request.ts'
import { checking, requestOf, signedRequests } from '#test/support/signed-requests.ts'

describe.each(signedRequests)('$name', (vector) => {
  const request = requestOf(vector)
  const verdict = (secrets: string[]) => verifyRequest(request, checking(vector.provider, secrets)).verification

  test('is verified with its secret', () => {
    expect(verdict([vector.secret])).toMatchObject({ state: 'verified', reason: null, secretId: 'first' })
  })

  test('is verified with the second of two secrets, and says so', () => {
    expect(verdict(['bm90IHRoZSBzZWNyZXQ=', vector.secret])).toMatchObject({ state: 'verified', secretId: 'second' })
  })

  test('fails with another secret', () => {
    expect(verdict(['bm90IHRoZSBzZWNyZXQ='])).toMatchObject({ state: 'failed', reason: 'signature-mismatch' })
  })

  test('fails when a byte of its body changes', () => {
    const body = request.body.with(0, (request.body[0] ?? 0) ^ 1)
    const { verification } = verifyRequest({ ...request, body }, checking(vector.provider, [vector.secret]))
    expect(verification).toMatchObject({ state: 'failed', reason: 'signature-mismatch', secretId: null })
  })

  test('is unsigned without its headers', () => {
    const { verification } = verifyRequest({ ...request, headers: [] }, checking(vector.provider, [vector.secret]))
    expect(verification).toMatchObject({ state: 'unsigned', reason: 'signature-missing' })
  })
})
