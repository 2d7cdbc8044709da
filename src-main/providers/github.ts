import type { CapturedRequest } from '#main/core/requests/captured-request.ts'
import { readJsonText } from '#shared/rules/json-path.ts'
import { retryPresets } from '#shared/rules/retry-presets.ts'
import { githubEvents } from './events/github-events.ts'
import { githubSummary } from './github-summary.ts'
import { hasHeader, headerText } from './header-text.ts'
import type { SignatureAlgorithm } from './match-signature.ts'
import { hmacSignature } from './make-signature.ts'
import { isSignatureText, keyFromText } from './match-signature.ts'
import type { Provider, SignatureReading, Signing, SigningWith } from './provider.ts'
import { githubSamples } from './samples/github-samples.ts'

const sha256 = { kind: 'hmac', hash: 'sha256', encoding: 'hex' } as const satisfies SignatureAlgorithm
const sha1 = { kind: 'hmac', hash: 'sha1', encoding: 'hex' } as const satisfies SignatureAlgorithm

function readSignature(request: CapturedRequest): SignatureReading {
  const current = headerText(request, 'X-Hub-Signature-256')
  if (current !== null) return read(request, 'X-Hub-Signature-256', current, 'sha256=', sha256)
  // Old GitHub Enterprise servers sign with SHA-1 alone; it counts only where the newer header is missing.
  const legacy = headerText(request, 'X-Hub-Signature')
  if (legacy !== null) return read(request, 'X-Hub-Signature', legacy, 'sha1=', sha1)
  return { kind: 'unreadable', reason: 'signature-missing', header: 'X-Hub-Signature-256' }
}

function read(
  request: CapturedRequest,
  header: string,
  value: string,
  prefix: string,
  algorithm: SignatureAlgorithm,
): SignatureReading {
  const text = value.slice(prefix.length)
  if (!value.startsWith(prefix) || !isSignatureText(algorithm, text)) {
    return { kind: 'unreadable', reason: 'signature-malformed', header }
  }
  return {
    kind: 'readable',
    header,
    found: `one ${prefix.slice(0, -1)} signature`,
    time: null,
    stated: [{ algorithm, texts: [text], signed: [request.body] }],
    signedWords: 'The body alone',
  }
}

function sign(request: CapturedRequest, { secret }: SigningWith): Signing {
  const key = keyFromText(secret)
  const current = hmacSignature(sha256, key, [request.body])
  const legacy = hmacSignature(sha1, key, [request.body])
  if (current === null || legacy === null) return { kind: 'impossible', reason: 'The secret is empty.' }
  const isLegacy = hasHeader(request, 'X-Hub-Signature')
  // An old Enterprise server sends the SHA-1 alone, and so does its replay.
  const isLegacyAlone = isLegacy && !hasHeader(request, 'X-Hub-Signature-256')
  return {
    kind: 'signed',
    headers: [
      ...(isLegacy ? [['X-Hub-Signature', `sha1=${legacy}`] as const] : []),
      ...(isLegacyAlone ? [] : [['X-Hub-Signature-256', `sha256=${current}`] as const]),
    ],
  }
}

function eventType(request: CapturedRequest, json: unknown): string | null {
  const event = headerText(request, 'X-GitHub-Event')
  const action = readJsonText(json, 'action')
  return event !== null && action !== null ? `${event}.${action}` : event
}

/** GitHub, github.com and Enterprise: https://docs.github.com/webhooks */
export const github: Provider = {
  name: 'github',
  // The signature header is no mark of GitHub: Bitbucket and Meta use its name too.
  detect: (request) => hasHeader(request, 'X-GitHub-Event') || hasHeader(request, 'X-GitHub-Delivery'),
  readSignature,
  readKey: keyFromText,
  eventType,
  eventIdPlace: () => ({ in: 'header', name: 'X-GitHub-Delivery' }),
  sign,
  summary: (request, json) => githubSummary(headerText(request, 'X-GitHub-Event'), json),
  samples: () => githubSamples,
  habits: { timeoutMs: 10_000, retries: retryPresets.github.policy },
  events: githubEvents,
}
