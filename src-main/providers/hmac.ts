import type { CapturedRequest } from '#main/core/requests/captured-request.ts'
import { HmacScheme } from '#shared/model/provider.ts'
import { retryPresets } from '#shared/rules/retry-presets.ts'
import { hmacEvents } from './events/hmac-events.ts'
import { bytesOfText, headerText } from './header-text.ts'
import { jsonEventIdPlace, jsonEventType, jsonSummary } from './json-event.ts'
import { hmacSignature } from './make-signature.ts'
import type { SignatureAlgorithm } from './match-signature.ts'
import { isSignatureText, keyFromText } from './match-signature.ts'
import type { Provider, SignatureReading, Signing, SigningWith } from './provider.ts'
import { hmacSamples } from './samples/hmac-samples.ts'
import { parseSeconds, parseSecondsOrMilliseconds } from './signed-time.ts'

const usualScheme = HmacScheme.parse({})

/** The signature without the scheme's prefix, in the letters that Node writes: senders differ in the case of hex. */
function signatureText(value: string, scheme: HmacScheme): string {
  const text = value.startsWith(scheme.prefix) ? value.slice(scheme.prefix.length) : value
  return scheme.encoding === 'hex' ? text.toLowerCase() : text
}

/** The signed text: the scheme's content with the body and the timestamp in their places. */
function signedPieces(scheme: HmacScheme, timestamp: string, body: Uint8Array): Uint8Array[] {
  return scheme.content
    .split(/(\{body\}|\{timestamp\})/)
    .map((piece) =>
      piece === '{body}' ? body : piece === '{timestamp}' ? bytesOfText(timestamp) : Buffer.from(piece, 'utf8'),
    )
}

type TimeReading =
  | { kind: 'none' }
  | { kind: 'read'; text: string; atSeconds: number }
  | Extract<SignatureReading, { kind: 'unreadable' }>

function readTime(request: CapturedRequest, scheme: HmacScheme): TimeReading {
  const header = scheme.timestampHeader
  if (header === null) {
    const isNeeded = scheme.content.includes('{timestamp}')
    return isNeeded ? { kind: 'unreadable', reason: 'timestamp-missing', header: '' } : { kind: 'none' }
  }
  const text = headerText(request, header)
  if (text === null) return { kind: 'unreadable', reason: 'timestamp-missing', header }
  const atSeconds = parseSecondsOrMilliseconds(text)
  if (atSeconds === null) return { kind: 'unreadable', reason: 'timestamp-malformed', header }
  return { kind: 'read', text, atSeconds }
}

function readSignature(request: CapturedRequest, given: HmacScheme | null): SignatureReading {
  const scheme = given ?? usualScheme
  const { header } = scheme
  const algorithm: SignatureAlgorithm = { kind: 'hmac', hash: scheme.algorithm, encoding: scheme.encoding }
  const value = headerText(request, header)
  if (value === null) return { kind: 'unreadable', reason: 'signature-missing', header }
  const text = signatureText(value, scheme)
  if (!isSignatureText(algorithm, text)) return { kind: 'unreadable', reason: 'signature-malformed', header }
  const time = readTime(request, scheme)
  if (time.kind === 'unreadable') return time
  const timestamp = time.kind === 'read' ? time.text : ''
  return {
    kind: 'readable',
    header,
    found: time.kind === 'read' ? `timestamp ${timestamp}, one signature` : 'one signature',
    time: time.kind === 'read' ? { atSeconds: time.atSeconds, futureIsRefused: true } : null,
    stated: [{ algorithm, texts: [text], signed: signedPieces(scheme, timestamp, request.body) }],
    signedWords: scheme.content === '{body}' ? 'The body alone' : `${scheme.content}, filled in`,
  }
}

function sign(request: CapturedRequest, { secret, atSeconds, scheme: given }: SigningWith): Signing {
  const scheme = given ?? usualScheme
  const { header, prefix, timestampHeader } = scheme
  if (timestampHeader === null && scheme.content.includes('{timestamp}')) {
    const reason = 'The scheme signs a timestamp but names no header for it. Name the header on the source.'
    return { kind: 'impossible', reason }
  }
  const timestamp = timestampHeader === null ? '' : timestampLike(headerText(request, timestampHeader), atSeconds)
  const algorithm = { kind: 'hmac', hash: scheme.algorithm, encoding: scheme.encoding } as const
  const signature = hmacSignature(algorithm, keyFromText(secret), signedPieces(scheme, timestamp, request.body))
  if (signature === null) return { kind: 'impossible', reason: 'The secret is empty.' }
  return {
    kind: 'signed',
    headers: [
      ...(timestampHeader === null ? [] : [[timestampHeader, timestamp] as const]),
      [header, prefix + signature],
    ],
  }
}

/** In seconds or in milliseconds, as the sender wrote it before. */
const timestampLike = (before: string | null, atSeconds: number): string =>
  before !== null && parseSecondsOrMilliseconds(before) !== parseSeconds(before)
    ? String(atSeconds * 1000)
    : String(atSeconds)

/** Any sender that signs with an HMAC; how is said by the source's scheme. */
export const hmac: Provider = {
  name: 'hmac',
  // Without a scheme there are no marks to recognise it by: a person chooses it.
  detect: () => false,
  readSignature,
  readKey: keyFromText,
  eventType: jsonEventType,
  eventIdPlace: jsonEventIdPlace,
  sign,
  summary: (_request, json) => jsonSummary(json),
  samples: (scheme) => hmacSamples(scheme ?? usualScheme),
  habits: { timeoutMs: null, retries: retryPresets.default.policy },
  events: hmacEvents,
}
