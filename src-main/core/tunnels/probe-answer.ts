import { createHmac, timingSafeEqual } from 'node:crypto'

/** What the receiver answers to a probe: only this run of Creel can make it. */
export const answerProbe = (key: Uint8Array, nonce: string): string =>
  createHmac('sha256', key).update(nonce).digest('base64url')

/** True when an answer is the one this run of Creel gives. */
export function isProbeAnswer(key: Uint8Array, nonce: string, answer: string): boolean {
  const expected = Buffer.from(answerProbe(key, nonce))
  const given = Buffer.from(answer)
  return expected.length === given.length && timingSafeEqual(expected, given)
}
