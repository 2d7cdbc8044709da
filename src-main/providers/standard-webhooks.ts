import type { CapturedRequest } from '#main/core/requests/captured-request.ts'
import { readJsonPath, readJsonText } from '#shared/rules/json-path.ts'
import { countWords } from './count-words.ts'
import { bytesOfText, hasHeader, headerText } from './header-text.ts'
import { jsonSummary } from './json-event.ts'
import type { KeyReading, SignatureAlgorithm } from './match-signature.ts'
import { decodeBase64, isSignatureText, keyFromBase64, keyFromEd25519 } from './match-signature.ts'
import type { Provider, SignatureReading } from './provider.ts'
import { standardWebhooksSamples } from './samples/standard-webhooks-samples.ts'
import { parseSeconds } from './signed-time.ts'

const v1: SignatureAlgorithm = { kind: 'hmac', hash: 'sha256', encoding: 'base64' }
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

/** Standard Webhooks, as Svix, Clerk, Resend, OpenAI and others send them: https://www.standardwebhooks.com */
export const standardWebhooks: Provider = {
  name: 'standard-webhooks',
  detect: (request) =>
    ['webhook-signature', 'webhook-id', 'svix-signature', 'svix-id'].some((name) => hasHeader(request, name)),
  readSignature,
  readKey,
  eventType: (_request, json) => readJsonText(json, 'type'),
  eventId: (request) => headerText(request, `${prefixOf(request)}-id`) ?? headerText(request, 'svix-id'),
  summary: (_request, json) => jsonSummary(readJsonPath(json, 'data') ?? json),
  samples: () => standardWebhooksSamples,
}
