import type { KeyObject } from 'node:crypto'
import { createHash, createHmac, createPrivateKey, hash, sign } from 'node:crypto'
import type { KeyReading, SignatureAlgorithm } from './match-signature.ts'
import { decodeBase64, keyFromText } from './match-signature.ts'

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

/** The hash of a secret and a text in pieces, in hex. */
export function digestSignature(secret: string, signed: readonly Uint8Array[]): string {
  const digest = createHash('sha256').update(secret, 'utf8')
  for (const piece of signed) digest.update(piece)
  return digest.digest('hex')
}

/** The HMAC with a secret that is used as its UTF-8 bytes; null where it is empty. */
export const textSignature = (
  algorithm: Extract<SignatureAlgorithm, { kind: 'hmac' }>,
  secret: string,
  signed: readonly Uint8Array[],
): string | null => hmacSignature(algorithm, keyFromText(secret), signed)

/** The ECDSA signature of a text in pieces by a private key in PEM or the base 64 of its DER; null where it is none. */
export function ecdsaSignature(secret: string, signed: readonly Uint8Array[], form: 'der' | 'raw'): string | null {
  try {
    const key = secret.includes('-----BEGIN')
      ? createPrivateKey(secret)
      : createPrivateKey({ key: decodeBase64(secret) ?? Buffer.alloc(0), format: 'der', type: 'pkcs8' })
    if (key.asymmetricKeyType !== 'ec') return null
    const dsaEncoding = form === 'raw' ? 'ieee-p1363' : 'der'
    return sign('sha256', Buffer.concat(signed), { key, dsaEncoding }).toString('base64')
  } catch {
    return null
  }
}

/** The RSA SHA-256 signature (PKCS #1 v1.5) of a text in pieces by a private key in PEM; null where it is none. */
export function rsaSignature(pem: string, signed: readonly Uint8Array[]): string | null {
  try {
    const key = createPrivateKey(pem)
    return key.asymmetricKeyType === 'rsa' ? sign('sha256', Buffer.concat(signed), key).toString('base64') : null
  } catch {
    return null
  }
}

/** The SHA-256 of bytes, in hex. */
export const sha256Hex = (bytes: Uint8Array): string => hash('sha256', bytes, 'hex')

/** The private key of the base 64 of a 32-byte seed, which the public key may follow; null where it is none. */
export function privateKeyFromBase64(text: string): KeyObject | null {
  const bytes = decodeBase64(text)
  if (bytes === null || bytes.length < seedBytes) return null
  const seed = bytes.subarray(0, seedBytes)
  return createPrivateKey({ key: Buffer.concat([ed25519Header, seed]), format: 'der', type: 'pkcs8' })
}

/** The HMAC-SHA256 of a challenge with a secret that is used as its UTF-8 bytes. */
export const hmacOf = (secret: string, text: string | Uint8Array, encoding: 'hex' | 'base64'): string =>
  createHmac('sha256', secret).update(text).digest(encoding)
