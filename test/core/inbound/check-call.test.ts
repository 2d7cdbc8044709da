import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkCall } from '#main/core/inbound/check-call.ts'

// The vector of the group's own document: X-Timestamp, a dot and the body, keyed with the secret as it stands.
const vector = {
  secret: 'group-secret',
  timestamp: '1765802096',
  body: '{"event":"task.completed","groupId":"g1","timestamp":"2025-12-15T12:34:56Z","actorId":"u1","data":{"id":"t1","status":"completed","updatedAt":"2025-12-15T12:34:56Z"}}',
  signature: 'sha256=0be58e2944a663dcc885be389520bf4d69217efbafc17a7669438d548c433d17',
}
const signedAtMs = 1_765_802_096_000

const check = (changes: Partial<typeof vector>, nowMs = signedAtMs): Uint8Array => {
  const { secret, timestamp, body, signature } = { ...vector, ...changes }
  const headers = [['X-Timestamp', timestamp] as const, ['X-Signature', signature] as const]
  return checkCall({ headers, body: Buffer.from(body) }, { secrets: [secret], nowMs })
}

test('the document’s own vectors are accepted, letters beyond ASCII too', () => {
  expect(Buffer.from(check({})).toString('hex')).toBe(vector.signature.slice(7))
  const umlauts = {
    body: '{"title":"Überprüfung ☕"}',
    signature: 'sha256=7e026fca9492934475959df56d113cf6ee534b023a5308be68de8d84724d946a',
  }
  expect(() => check(umlauts)).not.toThrow()
})

test.each([-300, -299, 299, 300])('a call whose time-stamp is %i s off is taken', (offset) => {
  expect(() => check({}, signedAtMs + offset * 1000)).not.toThrow()
})

test.each([-301, 301])('a call whose time-stamp is %i s off is refused', (offset) => {
  expect(() => check({}, signedAtMs + offset * 1000)).toThrow(/s from now/)
})

test('no other secret, time-stamp, body or signature is accepted, and none breaks the check', () => {
  const anyText = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('', '0', '-1', 'NaN', '1e9', 'sha256='))
  fc.assert(
    fc.property(fc.constantFrom('secret', 'timestamp', 'body', 'signature'), anyText, (field, text) => {
      fc.pre(text.trim() !== vector[field as keyof typeof vector])
      expect(() => check({ [field]: text })).toThrow(expect.objectContaining({ code: 'unauthorized' }))
    }),
    { numRuns: 300 },
  )
})

test('a single bit of the body that differs is enough to refuse it', () => {
  const body = Buffer.from(vector.body)
  for (let bit = 0; bit < body.length * 8; bit += 1) {
    const altered = Buffer.from(body)
    altered[bit >> 3] = (altered[bit >> 3] ?? 0) ^ (1 << (bit & 7))
    const headers = [['x-timestamp', vector.timestamp] as const, ['x-signature', vector.signature] as const]
    const call = () => checkCall({ headers, body: altered }, { secrets: [vector.secret], nowMs: signedAtMs })
    expect(call).toThrow(/does not fit/)
  }
})

test('a header that is there twice is refused, whichever of the two fits', () => {
  const { timestamp, body, signature } = vector
  const headers = [['X-Timestamp', timestamp] as const, ['X-Signature', signature] as const]
  for (const twice of headers) {
    const call = () =>
      checkCall(
        { headers: [...headers, twice], body: Buffer.from(body) },
        { secrets: ['group-secret'], nowMs: signedAtMs },
      )
    expect(call).toThrow(/more than once/)
  }
})

test('seconds, milliseconds and ISO 8601 are the same moment, each signed as it is written', () => {
  for (const timestamp of ['1765802096', '1765802096123', '2025-12-15T12:34:56Z', '2025-12-15T13:34:56.5+01:00']) {
    const digest = createHmac('sha256', vector.secret).update(`${timestamp}.${vector.body}`).digest('hex')
    expect(() => check({ timestamp, signature: `sha256=${digest}` })).not.toThrow()
  }
})
