import type { CapturedRequest } from '#main/core/requests/captured-request.ts'
import { readJsonPath, readJsonText } from '#shared/rules/json-path.ts'
import { retryPresets } from '#shared/rules/retry-presets.ts'
import { countWords } from './count-words.ts'
import { standardWebhooksEvents } from './events/standard-webhooks-events.ts'
import { bytesOfText, hasHeader, headerText } from './header-text.ts'
import { jsonSummary } from './json-event.ts'
import { ed25519Signature, hmacSignature, privateKeyFromBase64 } from './make-signature.ts'
import type { KeyReading, SignatureAlgorithm } from './match-signature.ts'
import { decodeBase64, isSignatureText, keyFromBase64, keyFromEd25519 } from './match-signature.ts'
import type { EventIdPlace, Provider, SignatureReading, Signing, SigningWith } from './provider.ts'
import { standardWebhooksSamples } from './samples/standard-webhooks-samples.ts'
import { parseSeconds } from './signed-time.ts'

const v1 = { kind: 'hmac', hash: 'sha256', encoding: 'base64' } as const satisfies SignatureAlgorithm
const v1a: SignatureAlgorithm = { kind: 'ed25519' }

// A public-key check is dear, and a sender in rotation states two: a header full of them must not stall the receiver.
const maxEd25519Signatures = 4

/** The headers go by two names: the standard's own and those of Svix, where it began. */
const prefixOf = (request: CapturedRequest): string =>
  !hasHeader(request, 'webhook-signature') && hasHeader(request, 'svix-signature') ? 'svix' : 'webhook'

const textsOfVersion = (value: string, version: string, algorithm: SignatureAlgorithm): string[] =>
  value
    .split(' ')
    .filter((item) => item.startsWith(`${version},`))
    .map((item) => item.slice(version.length + 1))
    .filter((text) => isSignatureText(algorithm, text))

function readSignature(request: CapturedRequest): SignatureReading {
  const prefix = prefixOf(request)
  const header = `${prefix}-signature`
  const value = headerText(request, header)
  if (value === null) return { kind: 'unreadable', reason: 'signature-missing', header }
  const id = headerText(request, `${prefix}-id`)
  if (id === null) return { kind: 'unreadable', reason: 'message-id-missing', header: `${prefix}-id` }
  const time = headerText(request, `${prefix}-timestamp`)
  if (time === null) return { kind: 'unreadable', reason: 'timestamp-missing', header: `${prefix}-timestamp` }
  const atSeconds = parseSeconds(time)
  if (atSeconds === null) {
    return { kind: 'unreadable', reason: 'timestamp-malformed', header: `${prefix}-timestamp` }
  }
  const symmetric = textsOfVersion(value, 'v1', v1)
  const asymmetric = textsOfVersion(value, 'v1a', v1a).slice(0, maxEd25519Signatures)
  if (symmetric.length + asymmetric.length === 0) return { kind: 'unreadable', reason: 'signature-malformed', header }
  const signed = [bytesOfText(`${id}.${time}.`), request.body]
  return {
    kind: 'readable',
    header,
    found: foundWords(time, symmetric.length, asymmetric.length),
    time: { atSeconds, futureIsRefused: true },
    stated: [
      { algorithm: v1, texts: symmetric, signed },
      { algorithm: v1a, texts: asymmetric, signed },
    ].filter(({ texts }) => texts.length > 0),
    signedWords: 'Message id, a dot, timestamp, a dot, then the body',
  }
}

function foundWords(time: string, symmetric: number, asymmetric: number): string {
  const counts = [
    symmetric > 0 && countWords(symmetric, 'v1 signature'),
    asymmetric > 0 && countWords(asymmetric, 'v1a signature'),
  ]
  return [`timestamp ${time}`, ...counts.filter((words) => words !== false)].join(', ')
}

function readKey(secret: string, algorithm: SignatureAlgorithm): KeyReading {
  const isAsymmetric = secret.startsWith('whpk_') || secret.startsWith('whsk_')
  if (isAsymmetric !== (algorithm.kind === 'ed25519')) return { kind: 'other-algorithm' }
  if (!isAsymmetric) return keyFromBase64(secret.startsWith('whsec_') ? secret.slice('whsec_'.length) : secret)
  const bytes = decodeBase64(secret.slice('whpk_'.length))
  if (bytes === null) return { kind: 'malformed' }
  // A private key is its 32-byte seed and then the public key, which is all that a check needs.
  return keyFromEd25519(secret.startsWith('whsk_') ? bytes.subarray(32) : bytes)
}

function sign(request: CapturedRequest, { secret, atSeconds }: SigningWith): Signing {
  const prefix = prefixOf(request)
  const id = headerText(request, `${prefix}-id`)
  if (id === null) {
    const reason = `The header ${prefix}-id is missing, and it is part of what is signed. Add it, or renew the event id.`
    return { kind: 'impossible', reason }
  }
  if (secret.startsWith('whpk_')) {
    const reason =
      'The secret is a public key, which can check and not sign. Add the private one (whsk_) to the source.'
    return { kind: 'impossible', reason }
  }
  const signature = signText(secret, [bytesOfText(`${id}.${atSeconds}.`), request.body])
  if (signature === null) return { kind: 'impossible', reason: 'The secret is not the base 64 of a key.' }
  return {
    kind: 'signed',
    headers: [
      [`${prefix}-timestamp`, String(atSeconds)],
      [`${prefix}-signature`, signature],
    ],
  }
}

function signText(secret: string, signed: readonly Uint8Array[]): string | null {
  if (secret.startsWith('whsk_')) {
    const key = privateKeyFromBase64(secret.slice('whsk_'.length))
    return key && `v1a,${ed25519Signature(key, signed)}`
  }
  const signature = hmacSignature(v1, readKey(secret, v1), signed)
  return signature && `v1,${signature}`
}

function eventIdPlace(request: CapturedRequest): EventIdPlace {
  const name = `${prefixOf(request)}-id`
  return { in: 'header', name: !hasHeader(request, name) && hasHeader(request, 'svix-id') ? 'svix-id' : name }
}

/** Standard Webhooks, as Svix, Clerk, Resend, OpenAI and others send them: https://www.standardwebhooks.com */
export const standardWebhooks: Provider = {
  name: 'standard-webhooks',
  detect: (request) =>
    ['webhook-signature', 'webhook-id', 'svix-signature', 'svix-id'].some((name) => hasHeader(request, name)),
  readSignature,
  readKey,
  eventType: (_request, json) => readJsonText(json, 'type'),
  eventIdPlace,
  sign,
  summary: (_request, json) => jsonSummary(readJsonPath(json, 'data') ?? json),
  samples: () => standardWebhooksSamples,
  habits: { timeoutMs: retryPresets.standard.timeoutMs, retries: retryPresets.standard.policy },
  events: standardWebhooksEvents,
}
