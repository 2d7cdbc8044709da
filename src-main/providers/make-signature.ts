import type { KeyObject } from 'node:crypto'
import { createHmac, createPrivateKey, sign } from 'node:crypto'
import type { KeyReading, SignatureAlgorithm } from './match-signature.ts'
import { decodeBase64 } from './match-signature.ts'

// The DER of an Ed25519 private key is this header and the 32 bytes of its seed (RFC 8410 section 7).
const ed25519Header = Buffer.from('302e020100300506032b657004220420', 'hex')
const seedBytes = 32

/** The HMAC of a text in pieces, written as the algorithm says; null where the key does not fit. */
export function hmacSignature(
  algorithm: Extract<SignatureAlgorithm, { kind: 'hmac' }>,
  key: KeyReading,
  signed: readonly Uint8Array[],
): string | null {
  if (key.kind !== 'hmac') return null
  const hmac = createHmac(algorithm.hash, key.key)
  for (const piece of signed) hmac.update(piece)
  return hmac.digest(algorithm.encoding)
}

/** The Ed25519 signature of a text in pieces, as base 64. */
export const ed25519Signature = (key: KeyObject, signed: readonly Uint8Array[]): string =>
  sign(null, Buffer.concat(signed), key).toString('base64')

/** The private key of the base 64 of a 32-byte seed, which the public key may follow; null where it is none. */
export function privateKeyFromBase64(text: string): KeyObject | null {
  const bytes = decodeBase64(text)
  if (bytes === null || bytes.length < seedBytes) return null
  const seed = bytes.subarray(0, seedBytes)
  return createPrivateKey({ key: Buffer.concat([ed25519Header, seed]), format: 'der', type: 'pkcs8' })
}
