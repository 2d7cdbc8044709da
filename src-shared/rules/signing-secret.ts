import type { SignatureChoice } from './signature-profiles.ts'
import { schemeOf } from './signature-profiles.ts'

const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/

/** What stands before the base 64 of a shared secret, and of an Ed25519 key pair (Standard Webhooks, "Secrets"). */
export const secretPrefixes = { shared: 'whsec_', keyPair: 'whsk_' } as const

/** The base 64 in a secret of Standard Webhooks, whose prefix may be missing. */
export const encodedPart = (secret: string): string =>
  Object.values(secretPrefixes).reduce(
    (text, prefix) => (text.startsWith(prefix) ? text.slice(prefix.length) : text),
    secret,
  )

const bytesIn = (text: string): number => (text.length / 4) * 3 - (text.match(/=/g)?.length ?? 0)

/** Why a secret cannot sign by a choice, and what to do; null where it can. */
export function secretProblem(choice: SignatureChoice, secret: string): string | null {
  if (secret === '') return 'The secret is empty: generate one or paste yours.'
  const isKeyPair = secret.startsWith(secretPrefixes.keyPair)
  if (schemeOf(choice).scheme.key === 'text') {
    return isKeyPair ? 'A whsk_ key pair signs only by the profile standard: use a shared secret.' : null
  }
  const encoded = encodedPart(secret)
  if (encoded === '' || !base64.test(encoded)) {
    return 'This signature needs a secret in base 64, such as whsec_…: generate one, or choose another signature.'
  }
  if (isKeyPair && choice.profile !== 'standard') return 'A whsk_ key pair signs only by the profile standard.'
  // A private key is its 32-byte seed and then the public key.
  return isKeyPair && bytesIn(encoded) !== 64 ? 'A whsk_ key pair has 64 bytes: paste it again, whole.' : null
}
