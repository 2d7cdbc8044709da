import type { CapturedRequest } from '#main/core/requests/captured-request.ts'
import { readJsonPath, readJsonText } from '#shared/rules/json-path.ts'
import { genericEvent } from './generic-token.ts'
import { bytesOfText, headerText } from './header-text.ts'
import { ecdsaSignature, textSignature } from './make-signature.ts'
import type { KeyReading, SignatureAlgorithm } from './match-signature.ts'
import { isSignatureText, keyFromPublicKey, keyFromText } from './match-signature.ts'
import type { Provider, SignatureReading, Signing, SigningWith } from './provider.ts'
import { jwtSamples } from './samples/jwt-samples.ts'
import { emptySecret, sha256Base64 } from './signature-scheme.ts'

const header = 'Authorization'
const lifetimeSeconds = 300

// RFC 7518 section 3.1. What is not here, “none” first of all, is not read.
const algorithms: Readonly<Record<string, SignatureAlgorithm>> = {
  HS256: sha256Base64,
  HS512: { kind: 'hmac', hash: 'sha512', encoding: 'base64' },
  RS256: { kind: 'rsa' },
  ES256: { kind: 'ecdsa', form: 'raw' },
}

const isBase64Url = (text: string): boolean => /^[A-Za-z0-9_-]+$/.test(text)
const encode = (value: unknown): string => Buffer.from(JSON.stringify(value), 'utf8').toString('base64url')

function decode(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))
  } catch {
    return undefined
  }
}

type Token = { signed: string; algorithm: SignatureAlgorithm; name: string; claims: unknown; signature: string }

function readToken(value: string): Token | null {
  const [head = '', claims = '', text = '', ...more] = value.replace(/^bearer /i, '').split('.')
  if (more.length > 0 || ![head, claims, text].every(isBase64Url)) return null
  const name = readJsonText(decode(head), 'alg') ?? ''
  const algorithm = Object.hasOwn(algorithms, name) ? algorithms[name] : undefined
  const bytes = Buffer.from(text, 'base64url')
  const signature = bytes.toString('base64')
  if (algorithm === undefined || bytes.toString('base64url') !== text || !isSignatureText(algorithm, signature))
    return null
  return { signed: `${head}.${claims}`, algorithm, name, claims: decode(claims), signature }
}

function readSignature(request: CapturedRequest): SignatureReading {
  const value = headerText(request, header)
  if (value === null) return { kind: 'unreadable', reason: 'signature-missing', header }
  const token = readToken(value)
  if (token === null) return { kind: 'unreadable', reason: 'signature-malformed', header }
  const fault = timeFault(token.claims, request.receivedAtMs / 1000)
  if (fault !== null) return { kind: 'unreadable', reason: fault, header }
  return {
    kind: 'readable',
    header,
    found: `one ${token.name} token`,
    time: null,
    isReusable: true,
    stated: [{ algorithm: token.algorithm, texts: [token.signature], signed: [bytesOfText(token.signed)] }],
    signedWords: 'The head and the claims of the token; the body is not signed',
  }
}

// RFC 7519 sections 4.1.4 and 4.1.5: the token itself says how long it counts.
function timeFault(
  claims: unknown,
  nowSeconds: number,
): 'timestamp-too-old' | 'timestamp-in-future' | 'timestamp-malformed' | null {
  const [until, from] = ['exp', 'nbf'].map((name) => readJsonPath(claims, name))
  if ([until, from].some((time) => time !== undefined && typeof time !== 'number')) return 'timestamp-malformed'
  if (typeof until === 'number' && nowSeconds >= until) return 'timestamp-too-old'
  return typeof from === 'number' && nowSeconds < from ? 'timestamp-in-future' : null
}

// A public key is no secret: taken as that of an HMAC, it would let everyone sign.
function readKey(secret: string, algorithm: SignatureAlgorithm): KeyReading {
  const isPublicKey = secret.includes('-----BEGIN')
  if (algorithm.kind === 'hmac') return isPublicKey ? { kind: 'other-algorithm' } : keyFromText(secret)
  if (algorithm.kind !== 'rsa' && algorithm.kind !== 'ecdsa') return { kind: 'other-algorithm' }
  return isPublicKey ? keyFromPublicKey(algorithm.kind, secret) : { kind: 'other-algorithm' }
}

function sign(request: CapturedRequest, { secret, atSeconds }: SigningWith): Signing {
  const before = readToken(headerText(request, header) ?? '')
  const known = typeof before?.claims === 'object' && before.claims !== null ? before.claims : {}
  const claims = encode({ ...known, iat: atSeconds, exp: atSeconds + lifetimeSeconds })
  const isKeyPair = secret.includes('-----BEGIN')
  const signed = `${encode({ alg: isKeyPair ? 'ES256' : 'HS256', typ: 'JWT' })}.${claims}`
  const signature = isKeyPair
    ? ecdsaSignature(secret, [bytesOfText(signed)], 'raw')
    : textSignature(sha256Base64, secret, [bytesOfText(signed)])
  if (signature === null) {
    const reason = 'A public key can check and not sign. Add the shared secret, or a P-256 private key in PEM.'
    return isKeyPair ? { kind: 'impossible', reason } : emptySecret
  }
  const text = Buffer.from(signature, 'base64').toString('base64url')
  return { kind: 'signed', headers: [[header, `Bearer ${signed}.${text}`]] }
}

/** Any sender with a JSON Web Token (RFC 7519): HS256, HS512, RS256 or ES256. */
export const jwt: Provider = {
  name: 'jwt',
  ...genericEvent,
  readSignature,
  readKey,
  sign,
  samples: () => jwtSamples,
}
