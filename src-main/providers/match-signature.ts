import type { KeyObject } from 'node:crypto'
import {
  X509Certificate,
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  createSecretKey,
} from 'node:crypto'
import { hash as hashOnce, timingSafeEqual, verify } from 'node:crypto'

/** How a signature is made and written. */
export type SignatureAlgorithm =
  | { kind: 'hmac'; hash: 'sha1' | 'sha256' | 'sha512'; encoding: 'hex' | 'base64' }
  /** The hash of the secret and then the text. Weaker than an HMAC, but some senders still do it. */
  | { kind: 'digest'; hash: 'sha256' }
  /** Base 64 unless told. */
  | { kind: 'ed25519'; encoding?: 'hex' }
  /** P-256 with SHA-256, base 64; `der` as of OpenSSL, `raw` as in JSON Web Tokens. */
  | { kind: 'ecdsa'; form: 'der' | 'raw' }
  /** PKCS #1 v1.5 with SHA-256, base 64. */
  | { kind: 'rsa' }
  /** No signature at all: the secret itself is sent. */
  | { kind: 'token' }

/** A key that fits an algorithm, or why there is none. */
export type KeyReading =
  | { kind: SignatureAlgorithm['kind']; key: KeyObject }
  | { kind: 'malformed' }
  /** The secret is sound but made for another algorithm. */
  | { kind: 'other-algorithm' }

const digestBytes = { sha1: 20, sha256: 32, sha512: 64 }
const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/
const hashWords = { sha1: 'SHA-1', sha256: 'SHA-256', sha512: 'SHA-512' }

// The DER of an Ed25519 public key is this header and the 32 bytes (RFC 8410 section 4).
const ed25519Header = Buffer.from('302a300506032b6570032100', 'hex')

type Pieces = readonly Uint8Array[]

/** What the check needs to know of one kind of algorithm. */
type Matcher<Kind extends SignatureAlgorithm['kind']> = {
  words: (algorithm: Extract<SignatureAlgorithm, { kind: Kind }>) => string
  isText: (algorithm: Extract<SignatureAlgorithm, { kind: Kind }>, text: string) => boolean
  /** True for each stated text that the key makes for the signed text. */
  matcherOf: (
    algorithm: Extract<SignatureAlgorithm, { kind: Kind }>,
    key: KeyObject,
    signed: Pieces,
  ) => (text: string) => boolean
}

const matchers: { [Kind in SignatureAlgorithm['kind']]: Matcher<Kind> } = {
  hmac: {
    words: ({ hash }) => `HMAC ${hashWords[hash]}`,
    isText: ({ hash, encoding }, text) =>
      encoding === 'hex' ? isHex(text, digestBytes[hash]) : isBase64(text, digestBytes[hash]),
    matcherOf({ hash, encoding }, key, signed) {
      const hmac = createHmac(hash, key)
      for (const piece of signed) hmac.update(piece)
      const computed = hmac.digest(encoding)
      return (text) => isEqualText(computed, text)
    },
  },
  digest: {
    words: ({ hash }) => hashWords[hash],
    isText: ({ hash }, text) => isHex(text, digestBytes[hash]),
    matcherOf({ hash }, key, signed) {
      const digest = createHash(hash).update(key.export())
      for (const piece of signed) digest.update(piece)
      const computed = digest.digest('hex')
      return (text) => isEqualText(computed, text)
    },
  },
  ed25519: {
    words: () => 'Ed25519',
    isText: ({ encoding }, text) => (encoding === 'hex' ? isHex(text, 64) : isBase64(text, 64)),
    matcherOf({ encoding }, key, signed) {
      const bytes = Buffer.concat(signed)
      return (text) => isVerified(() => verify(null, bytes, key, Buffer.from(text, encoding ?? 'base64')))
    },
  },
  ecdsa: {
    words: () => 'ECDSA P-256',
    isText: ({ form }, text) => (form === 'raw' ? isBase64(text, 64) : isBase64(text, null)),
    matcherOf({ form }, key, signed) {
      const bytes = Buffer.concat(signed)
      const dsaEncoding = form === 'raw' ? 'ieee-p1363' : 'der'
      return (text) => isVerified(() => verify('sha256', bytes, { key, dsaEncoding }, Buffer.from(text, 'base64')))
    },
  },
  rsa: {
    words: () => 'RSA SHA-256',
    isText: (_algorithm, text) => isBase64(text, null),
    matcherOf(_algorithm, key, signed) {
      const bytes = Buffer.concat(signed)
      return (text) => isVerified(() => verify('sha256', bytes, key, Buffer.from(text, 'base64')))
    },
  },
  token: {
    words: () => 'Shared token',
    isText: (_algorithm, text) => text !== '',
    matcherOf(_algorithm, key) {
      // Of one length for all secrets, so that the time does not tell how long the right one is.
      const wanted = hashOnce('sha512', key.export(), 'hex')
      return (text) => isEqualText(wanted, hashOnce('sha512', Buffer.from(text, 'latin1'), 'hex'))
    },
  },
}

const matcherFor = <Kind extends SignatureAlgorithm['kind']>(algorithm: { kind: Kind }): Matcher<Kind> =>
  matchers[algorithm.kind]

/**
 * The first of the stated signatures that the key makes for the text, or null. The computed signature never leaves
 * this function: what is shown as expected is always the received text that equalled it.
 */
export function matchingSignature(
  algorithm: SignatureAlgorithm,
  key: KeyReading,
  signed: Pieces,
  stated: readonly string[],
): string | null {
  if (!('key' in key) || key.kind !== algorithm.kind) return null
  const isMatch = matcherFor<SignatureAlgorithm['kind']>(algorithm).matcherOf(algorithm as never, key.key, signed)
  return stated.find(isMatch) ?? null
}

function isVerified(check: () => boolean): boolean {
  try {
    return check()
  } catch {
    return false
  }
}

/** Compares in a time that does not tell where the texts differ. The length is no secret, and `timingSafeEqual` throws on unequal ones. */
function isEqualText(computed: string, received: string): boolean {
  const left = Buffer.from(computed, 'latin1')
  const right = Buffer.from(received, 'latin1')
  return left.length === right.length && timingSafeEqual(left, right)
}

/** Compares two secrets of whatever lengths in a time that tells neither. */
export const isSameSecret = (left: string, right: string): boolean =>
  isEqualText(hashOnce('sha512', left, 'hex'), hashOnce('sha512', right, 'hex'))

/** True for a text of the length and letters that a signature of the algorithm has, written in its one canonical way. */
export const isSignatureText = (algorithm: SignatureAlgorithm, text: string): boolean =>
  matcherFor<SignatureAlgorithm['kind']>(algorithm).isText(algorithm as never, text)

const isHex = (text: string, bytes: number): boolean => text.length === bytes * 2 && /^[0-9a-f]*$/.test(text)

function isBase64(text: string, bytes: number | null): boolean {
  const decoded = decodeBase64(text)
  if (decoded === null || decoded.length === 0 || (bytes !== null && decoded.length !== bytes)) return false
  // Two base 64 texts can mean the same bytes; only the one that encodes back alike is a signature.
  return decoded.toString('base64') === text
}

/** The bytes of a base 64 text, or null where it is none. (Buffer alone skips what it cannot read.) */
export const decodeBase64 = (text: string): Buffer | null => (base64.test(text) ? Buffer.from(text, 'base64') : null)

/** The key of an HMAC. Node takes five times as long where it is a buffer: 15 µs instead of 3 for 1 KB. */
export const hmacKey = (bytes: Uint8Array): KeyReading => ({ kind: 'hmac', key: createSecretKey(bytes) })

/** The key of a secret that is used as its UTF-8 bytes. */
export const keyFromText = (secret: string): KeyReading =>
  secret === '' ? { kind: 'malformed' } : hmacKey(Buffer.from(secret, 'utf8'))

/** The key of a secret that is the base 64 of its bytes. */
export function keyFromBase64(text: string): KeyReading {
  const key = decodeBase64(text)
  return key === null || key.length === 0 ? { kind: 'malformed' } : hmacKey(key)
}

/** The key of the 32 bytes of an Ed25519 public key. */
export function keyFromEd25519(bytes: Uint8Array): KeyReading {
  if (bytes.length !== 32) return { kind: 'malformed' }
  try {
    const key = createPublicKey({ key: Buffer.concat([ed25519Header, bytes]), format: 'der', type: 'spki' })
    return { kind: 'ed25519', key }
  } catch {
    return { kind: 'malformed' }
  }
}

/** The key of a secret that is sent or hashed as it is. */
export const keyOfKind = (kind: 'token' | 'digest', secret: string): KeyReading =>
  secret === '' ? { kind: 'malformed' } : { kind, key: createSecretKey(Buffer.from(secret, 'utf8')) }

const keyTypes = { rsa: 'rsa', ecdsa: 'ec' } as const

/** The public key in PEM, or in the base 64 of its DER; of a private key the public half. */
export function keyFromPublicKey(kind: 'rsa' | 'ecdsa', text: string): KeyReading {
  try {
    const key = readPublicKey(text)
    if (key.asymmetricKeyType !== keyTypes[kind]) return { kind: 'other-algorithm' }
    const isOtherCurve = kind === 'ecdsa' && key.asymmetricKeyDetails?.namedCurve !== 'prime256v1'
    return isOtherCurve ? { kind: 'malformed' } : { kind, key }
  } catch {
    return { kind: 'malformed' }
  }
}

/** The RSA key of a certificate that counts at a time and whose name fits; of any other bytes none. */
export function keyFromCertificate(bytes: Uint8Array, { atMs, name }: { atMs: number; name: RegExp }): KeyReading {
  try {
    const certificate = new X509Certificate(bytes)
    const isValid = certificate.validFromDate.getTime() <= atMs && atMs <= certificate.validToDate.getTime()
    const commonName = /^CN=(.*)$/m.exec(certificate.subject)?.[1] ?? ''
    return isValid && name.test(commonName) ? keyFromPublicKey('rsa', certificate.toString()) : { kind: 'malformed' }
  } catch {
    return { kind: 'malformed' }
  }
}

function readPublicKey(text: string): KeyObject {
  if (text.includes('-----BEGIN')) return createPublicKey(text)
  const der = decodeBase64(text) ?? Buffer.alloc(0)
  try {
    return createPublicKey({ key: der, format: 'der', type: 'spki' })
  } catch {
    return createPublicKey(
      createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }).export({ format: 'pem', type: 'pkcs8' }),
    )
  }
}

/** The name of an algorithm for people. */
export const algorithmWords = (algorithm: SignatureAlgorithm): string =>
  matcherFor<SignatureAlgorithm['kind']>(algorithm).words(algorithm as never)
