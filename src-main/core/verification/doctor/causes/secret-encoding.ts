import { decodeBase64, hmacKey, keyFromText } from '#main/providers/match-signature.ts'
import type { KeyReading } from '#main/providers/match-signature.ts'
import type { Patient, Trial } from '#main/core/verification/doctor/patient.ts'
import { providerOf } from '#main/core/verification/doctor/patient.ts'

type KeyOf = { words: string; fix: string; read: (secret: string) => KeyReading }

const malformed: KeyReading = { kind: 'malformed' }

const afterPrefix = (secret: string): string | null => /^[a-z]{2,12}_(.+)$/is.exec(secret)?.[1] ?? null

const ofBytes = (bytes: Uint8Array | null): KeyReading =>
  bytes === null || bytes.length === 0 ? malformed : hmacKey(bytes)

/** Base 64 in either alphabet, padded or not. */
function looseBase64(text: string): Buffer | null {
  const plain = text.replaceAll('-', '+').replaceAll('_', '/').replace(/=+$/, '')
  return decodeBase64(plain.padEnd(Math.ceil(plain.length / 4) * 4, '='))
}

const fromHex = (text: string): Buffer | null => (/^([0-9a-f]{2})+$/i.test(text) ? Buffer.from(text, 'hex') : null)

const asText = 'Let the sender, or your own code, use the secret as it is decoded by the scheme; the two differ here.'
const whole = 'Copy the secret whole, with its prefix, and add it again.'

const keys: readonly KeyOf[] = [
  { words: 'the letters of the secret, not decoded', fix: asText, read: keyFromText },
  {
    words: 'the letters of the secret without its prefix',
    fix: asText,
    read: (secret) => keyFromText(afterPrefix(secret) ?? ''),
  },
  { words: 'the bytes that the secret encodes in base64', fix: asText, read: (secret) => ofBytes(looseBase64(secret)) },
  {
    words: 'the bytes that the secret encodes in base64 after its prefix',
    fix: asText,
    read: (secret) => ofBytes(looseBase64(afterPrefix(secret) ?? '')),
  },
  { words: 'the bytes that the secret encodes in hex', fix: asText, read: (secret) => ofBytes(fromHex(secret)) },
  {
    words: 'the bytes that the secret encodes in hex after its prefix',
    fix: asText,
    read: (secret) => ofBytes(fromHex(afterPrefix(secret) ?? '')),
  },
  { words: 'the secret with whsec_ before it', fix: whole, read: (secret) => keyFromText(`whsec_${secret}`) },
  {
    words: 'the base64 of the secret',
    fix: asText,
    read: (secret) => keyFromText(Buffer.from(secret, 'utf8').toString('base64')),
  },
  {
    words: 'the hex of the secret',
    fix: asText,
    read: (secret) => keyFromText(Buffer.from(secret, 'utf8').toString('hex')),
  },
]

/** The key was made of the secret in another way than the scheme's: decoded or not, with its prefix or without. */
export function* secretEncoding(patient: Patient): Generator<Trial> {
  const provider = providerOf(patient)
  if (provider === null) return
  for (const { id, secret, hint } of patient.secrets) {
    for (const { words, fix, read } of keys) {
      yield {
        secrets: [{ id, secret }],
        provider: {
          ...provider,
          readKey: (text, algorithm) => (algorithm.kind === 'hmac' ? read(text) : provider.readKey(text, algorithm)),
        },
        tell: () => ({
          evidence: `The signature verifies where the key is ${words} (${hint}).`,
          fix,
          action: fix === whole ? { kind: 'add-secret' } : { kind: 'copy-code' },
        }),
      }
    }
  }
}
