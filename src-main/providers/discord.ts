import type { CapturedRequest } from '#main/core/requests/captured-request.ts'
import { readJsonPath, readJsonText } from '#shared/rules/json-path.ts'
import { discordEvents } from './events/discord-events.ts'
import { bytesOfText, hasHeader, headerText } from './header-text.ts'
import { ed25519Signature, privateKeyFromBase64 } from './make-signature.ts'
import type { KeyReading } from './match-signature.ts'
import { isSignatureText, keyFromEd25519 } from './match-signature.ts'
import type { Provider, SignatureReading, Signing, SigningWith } from './provider.ts'
import { discordSamples } from './samples/discord-samples.ts'

const header = 'X-Signature-Ed25519'
const timeHeader = 'X-Signature-Timestamp'
const algorithm = { kind: 'ed25519', encoding: 'hex' } as const

function readSignature(request: CapturedRequest): SignatureReading {
  const text = headerText(request, header)
  if (text === null) return { kind: 'unreadable', reason: 'signature-missing', header }
  if (!isSignatureText(algorithm, text)) return { kind: 'unreadable', reason: 'signature-malformed', header }
  const time = headerText(request, timeHeader)
  if (time === null) return { kind: 'unreadable', reason: 'timestamp-missing', header: timeHeader }
  return {
    kind: 'readable',
    header,
    found: `timestamp ${time}, one Ed25519 signature`,
    // Discord's own library checks no time.
    time: null,
    stated: [{ algorithm, texts: [text], signed: [bytesOfText(time), request.body] }],
    signedWords: 'The timestamp, then the body',
  }
}

const isHex = (text: string, bytes: number): boolean => text.length === bytes * 2 && /^[0-9a-fA-F]*$/.test(text)

function readKey(secret: string): KeyReading {
  if (isHex(secret, 32)) return keyFromEd25519(Buffer.from(secret, 'hex'))
  // A private key as it is written here: the seed, then the public key.
  return isHex(secret, 64) ? keyFromEd25519(Buffer.from(secret, 'hex').subarray(32)) : { kind: 'malformed' }
}

function sign({ body }: CapturedRequest, { secret, atSeconds }: SigningWith): Signing {
  const key = isHex(secret, 64) ? privateKeyFromBase64(Buffer.from(secret, 'hex').toString('base64')) : null
  if (key === null) {
    const reason =
      'Discord’s public key can check and not sign. To sign as a test, add a key pair of your own: the hex of its seed and its public key.'
    return { kind: 'impossible', reason }
  }
  const signature = Buffer.from(ed25519Signature(key, [bytesOfText(String(atSeconds)), body]), 'base64')
  return {
    kind: 'signed',
    headers: [
      [timeHeader, String(atSeconds)],
      [header, signature.toString('hex')],
    ],
  }
}

const interactions: Record<string, string> = {
  '1': 'ping',
  '2': 'application_command',
  '3': 'message_component',
  '4': 'autocomplete',
  '5': 'modal_submit',
}

/** Discord: interactions and webhook events: https://discord.com/developers/docs/interactions/overview */
export const discord: Provider = {
  name: 'discord',
  detect: (request) => hasHeader(request, header),
  readSignature,
  readKey,
  eventType: (_request, json) =>
    readJsonText(json, 'event.type') ?? interactions[readJsonText(json, 'type') ?? ''] ?? readJsonText(json, 'type'),
  eventIdPlace: (_request, json) => (readJsonPath(json, 'id') === undefined ? null : { in: 'body', path: 'id' }),
  sign,
  summary: (_request, json) => [
    readJsonText(json, 'data.name') ?? readJsonText(json, 'data.custom_id') ?? readJsonText(json, 'event.type'),
    readJsonText(json, 'member.user.username') ?? readJsonText(json, 'user.username'),
  ],
  samples: () => discordSamples,
  habits: { timeoutMs: 3000, retries: null },
  events: discordEvents,
}
