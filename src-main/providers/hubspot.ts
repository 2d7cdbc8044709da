import type { CapturedRequest } from '#main/core/requests/captured-request.ts'
import { readJsonText } from '#shared/rules/json-path.ts'
import { countWords } from './count-words.ts'
import { hubspotEvents } from './events/hubspot-events.ts'
import { bytesOfText, hasHeader, headerText } from './header-text.ts'
import { digestSignature } from './make-signature.ts'
import type { KeyReading, SignatureAlgorithm } from './match-signature.ts'
import { isSignatureText, keyFromText, keyOfKind } from './match-signature.ts'
import type { Provider, SignatureReading, Signing, SigningWith } from './provider.ts'
import { hubspotSamples } from './samples/hubspot-samples.ts'
import { sentUrls, urlToSign } from './sent-urls.ts'
import { emptySecret, headerScheme, sha256Base64 } from './signature-scheme.ts'

const current = 'X-HubSpot-Signature-v3'
const old = 'X-HubSpot-Signature'
const versionHeader = 'X-HubSpot-Signature-Version'
const digest = { kind: 'digest', hash: 'sha256' } as const satisfies SignatureAlgorithm

const v3 = headerScheme({
  header: current,
  algorithm: sha256Base64,
  time: { header: 'X-HubSpot-Request-Timestamp', unit: 'milliseconds', futureIsRefused: false },
  isUrlSigned: true,
  content: ({ method, body }, time, url) => [bytesOfText(method + url), body, bytesOfText(time)],
  signedWords: 'Method, URL, body, then the timestamp',
})

const isV2 = (request: CapturedRequest): boolean => headerText(request, versionHeader)?.toLowerCase() === 'v2'

function readSignature(
  request: CapturedRequest,
  _scheme: unknown,
  canonicalUrl: string | null | undefined,
): SignatureReading {
  const text = headerText(request, old)
  if (hasHeader(request, current) || text === null) return v3.readSignature(request, null, canonicalUrl)
  if (!isSignatureText(digest, text)) return { kind: 'unreadable', reason: 'signature-malformed', header: old }
  const bodies = isV2(request)
    ? sentUrls(request, canonicalUrl).map((url) => [bytesOfText(request.method + url), request.body])
    : [[request.body]]
  return {
    kind: 'readable',
    header: old,
    found: `one ${isV2(request) ? 'v2' : 'v1'} signature`,
    time: null,
    stated: bodies.map((signed) => ({ algorithm: digest, texts: [text], signed })),
    signedWords: isV2(request) ? 'The secret, method, URL, then the body' : 'The secret, then the body',
  }
}

function sign(request: CapturedRequest, how: SigningWith): Signing {
  if (hasHeader(request, current) || !hasHeader(request, old)) return v3.sign(request, how)
  if (how.secret === '') return emptySecret
  const before = isV2(request) ? [bytesOfText(request.method + urlToSign(request, how.canonicalUrl))] : []
  return { kind: 'signed', headers: [[old, digestSignature(how.secret, [...before, request.body])]] }
}

const readKey = (secret: string, { kind }: SignatureAlgorithm): KeyReading =>
  kind === 'digest' ? keyOfKind('digest', secret) : keyFromText(secret)

/** HubSpot, all three schemes: https://developers.hubspot.com/docs/api/webhooks/validating-requests */
export const hubspot: Provider = {
  name: 'hubspot',
  detect: (request) => hasHeader(request, current) || hasHeader(request, old),
  readSignature,
  readKey,
  eventType: (_request, json) => readJsonText(json, '0.subscriptionType'),
  eventIdPlace: () => ({ in: 'body', path: '0.eventId' }),
  sign,
  summary: (_request, json) => [
    Array.isArray(json) && json.length > 1 ? countWords(json.length, 'event') : null,
    readJsonText(json, '0.objectId'),
    readJsonText(json, '0.propertyName'),
    readJsonText(json, '0.propertyValue'),
  ],
  samples: () => hubspotSamples,
  events: hubspotEvents,
}
