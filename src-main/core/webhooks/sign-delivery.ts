import { createHmac, createPrivateKey, createSecretKey, sign } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import type { HeaderPairs } from '#shared/model/header-pairs.ts'
import { fillTemplate, templatePieces } from '#shared/rules/placeholders.ts'
import type { SignatureChoice } from '#shared/rules/signature-profiles.ts'
import { schemeOf } from '#shared/rules/signature-profiles.ts'
import type { SignatureHash, SignatureScheme } from '#shared/rules/signature-scheme.ts'
import { nextHeader } from '#shared/rules/signature-scheme.ts'
import { encodedPart, secretPrefixes, secretProblem } from '#shared/rules/signing-secret.ts'

/** What is signed: the bytes that go out, and what the signature says of them. */
export type SignedMessage = {
  eventId: string
  deliveryId: string
  eventType: string
  /** When the attempt begins, in milliseconds since 1970. */
  at: number
  body: Uint8Array
}

/** The headers of the signatures, or why there are none. */
export type Signing = { kind: 'signed'; headers: HeaderPairs } | { kind: 'unsignable'; reason: string }

/**
 * Signs a delivery by each choice. `secrets` are those in force, the oldest first: while two are, during a rotation, a
 * header that may hold several signatures holds one of each; a header for one stays that of the oldest, so that no
 * receiver breaks, and `<header>-Next` is signed with the newest.
 */
export function signDelivery(
  choices: readonly SignatureChoice[],
  secrets: readonly string[],
  message: SignedMessage,
): Signing {
  if (choices.length > 0 && secrets.length === 0) return { kind: 'unsignable', reason: 'The webhook has no secret.' }
  const problems = choices.flatMap((choice) => secrets.map((secret) => secretProblem(choice, secret)))
  const reason = problems.find((problem) => problem !== null)
  if (reason) return { kind: 'unsignable', reason }
  return { kind: 'signed', headers: choices.flatMap((choice) => headersFor(choice, secrets, message)) }
}

function headersFor(
  choice: SignatureChoice,
  secrets: readonly string[],
  { body, at, ...names }: SignedMessage,
): [string, string][] {
  const { scheme, hash } = schemeOf(choice)
  const fields = { ...names, timestamp: String(Math.floor(at / 1000)) }
  const items = secrets.map((secret) => itemOf(scheme, hash, secret, contentPieces(scheme, fields, body)))
  const start = fillTemplate(scheme.start, fields)
  const told = scheme.headers.map(([name, value]): [string, string] => [name, fillTemplate(value, fields)])
  if (scheme.separator !== null) return [...told, [scheme.header, start + items.join(scheme.separator)]]
  const [oldest = '', newest] = items.length > 1 ? [items[0], items.at(-1)] : items
  const next: [string, string][] = newest === undefined ? [] : [[nextHeader(scheme.header), start + newest]]
  return [...told, [scheme.header, start + oldest], ...next]
}

/** The signed text in pieces, so that the body need not be copied. */
const contentPieces = (
  scheme: SignatureScheme,
  fields: Readonly<Record<string, string>>,
  body: Uint8Array,
): Uint8Array[] =>
  templatePieces(scheme.content).map((piece) => {
    if (piece.kind === 'text') return Buffer.from(piece.text)
    return piece.name === 'body' ? body : Buffer.from(fields[piece.name] ?? '')
  })

function itemOf(scheme: SignatureScheme, hash: SignatureHash, secret: string, content: readonly Uint8Array[]): string {
  if (scheme.key === 'base64' && secret.startsWith(secretPrefixes.keyPair)) {
    // Standard Webhooks, "Asymmetric signatures".
    return `v1a,${sign(null, Buffer.concat(content), privateKeyOf(secret)).toString('base64')}`
  }
  const key = scheme.key === 'text' ? Buffer.from(secret, 'utf8') : Buffer.from(encodedPart(secret), 'base64')
  const hmac = createHmac(hash, createSecretKey(key))
  for (const piece of content) hmac.update(piece)
  return fillTemplate(scheme.item, { hash, signature: hmac.digest(scheme.encoding) })
}

// The DER of an Ed25519 private key is this header and the 32-byte seed (RFC 8410 section 7).
const privateKeyHeader = Buffer.from('302e020100300506032b657004220420', 'hex')

function privateKeyOf(secret: string): KeyObject {
  const seed = Buffer.from(encodedPart(secret), 'base64').subarray(0, 32)
  return createPrivateKey({ key: Buffer.concat([privateKeyHeader, seed]), format: 'der', type: 'pkcs8' })
}
