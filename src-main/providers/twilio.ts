import { mediaType } from '#main/core/events/parse-body.ts'
import type { CapturedRequest } from '#main/core/requests/captured-request.ts'
import { readJsonText } from '#shared/rules/json-path.ts'
import { twilioEvents } from './events/twilio-events.ts'
import { hasHeader, headerText } from './header-text.ts'
import { sha256Hex, textSignature } from './make-signature.ts'
import { isSignatureText, keyFromText } from './match-signature.ts'
import type { Provider, SignatureReading, Signing, SigningWith } from './provider.ts'
import { twilioSamples } from './samples/twilio-samples.ts'
import { sentUrls, urlToSign } from './sent-urls.ts'
import { emptySecret } from './signature-scheme.ts'

const header = 'X-Twilio-Signature'
const algorithm = { kind: 'hmac', hash: 'sha1', encoding: 'base64' } as const
const bodyHash = /[?&]bodySHA256=([0-9a-f]*)/i

/** The fields of a form by their names in order, each name before each of its different values. */
function paramText(request: CapturedRequest): string {
  if (mediaType(request) !== 'application/x-www-form-urlencoded') return ''
  const fields = new URLSearchParams(Buffer.from(request.body).toString('utf8'))
  return [...new Set(fields.keys())]
    .toSorted()
    .flatMap((name) => [...new Set(fields.getAll(name))].toSorted().map((value) => name + value))
    .join('')
}

const signedOf = (request: CapturedRequest, url: string): Uint8Array[] => [
  Buffer.from(url + paramText(request), 'utf8'),
]

// Twilio's own library tries the URL with and without the port, because Twilio signs it "inconsistently".
function withAndWithoutPort(url: string): string[] {
  const [, scheme = '', host = '', port, rest = ''] = /^(https?):\/\/([^/:?#]*)(:\d+)?(.*)$/.exec(url) ?? []
  if (scheme === '') return [url]
  const plain = `${scheme}://${host}${rest}`
  return port === undefined ? [url, `${scheme}://${host}:${scheme === 'https' ? 443 : 80}${rest}`] : [url, plain]
}

function readSignature(
  request: CapturedRequest,
  _scheme: unknown,
  canonicalUrl: string | null | undefined,
): SignatureReading {
  const text = headerText(request, header)
  if (text === null) return { kind: 'unreadable', reason: 'signature-missing', header }
  if (!isSignatureText(algorithm, text)) return { kind: 'unreadable', reason: 'signature-malformed', header }
  const hash = bodyHash.exec(request.target)?.[1]
  // Of a body that is no form only its hash is signed, in the URL.
  if (hash !== undefined && hash.toLowerCase() !== sha256Hex(request.body)) {
    return { kind: 'unreadable', reason: 'signature-mismatch', header: 'bodySHA256 in the URL' }
  }
  const urls = [...new Set(sentUrls(request, canonicalUrl).flatMap(withAndWithoutPort))]
  return {
    kind: 'readable',
    header,
    found: 'one signature',
    time: null,
    stated: urls.map((url) => ({ algorithm, texts: [text], signed: signedOf(request, url) })),
    signedWords: 'The URL, then the fields of the form in order',
  }
}

function sign(request: CapturedRequest, { secret, canonicalUrl }: SigningWith): Signing {
  const signature = textSignature(algorithm, secret, signedOf(request, urlToSign(request, canonicalUrl)))
  return signature === null ? emptySecret : { kind: 'signed', headers: [[header, signature]] }
}

/** Twilio: https://www.twilio.com/docs/usage/webhooks/webhooks-security */
export const twilio: Provider = {
  name: 'twilio',
  detect: (request) => hasHeader(request, header) || hasHeader(request, 'I-Twilio-Idempotency-Token'),
  readSignature,
  readKey: keyFromText,
  eventType: (_request, json) => {
    if (readJsonText(json, 'MessageStatus') !== null) return `message.${readJsonText(json, 'MessageStatus')}`
    if (readJsonText(json, 'CallStatus') !== null) return `call.${readJsonText(json, 'CallStatus')}`
    return readJsonText(json, 'MessageSid') === null ? readJsonText(json, 'EventType') : 'message.received'
  },
  eventIdPlace: () => ({ in: 'header', name: 'I-Twilio-Idempotency-Token' }),
  sign,
  summary: (_request, json) => [
    readJsonText(json, 'Body'),
    readJsonText(json, 'From'),
    readJsonText(json, 'To'),
    readJsonText(json, 'ErrorCode'),
  ],
  samples: () => twilioSamples,
  events: twilioEvents,
}
