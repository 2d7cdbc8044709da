import type { CapturedRequest } from '#main/core/requests/captured-request.ts'
import { readJsonText } from '#shared/rules/json-path.ts'
import { countWords } from './count-words.ts'
import { sendgridEvents } from './events/sendgrid-events.ts'
import { bytesOfText, hasHeader, headerText } from './header-text.ts'
import { ecdsaSignature } from './make-signature.ts'
import { isSignatureText, keyFromPublicKey } from './match-signature.ts'
import type { Provider, SignatureReading, Signing, SigningWith } from './provider.ts'
import { sendgridSamples } from './samples/sendgrid-samples.ts'
import { readTimeHeader } from './signature-scheme.ts'

const header = 'X-Twilio-Email-Event-Webhook-Signature'
const timeHeader = 'X-Twilio-Email-Event-Webhook-Timestamp'
const algorithm = { kind: 'ecdsa', form: 'der' } as const

function readSignature(request: CapturedRequest): SignatureReading {
  const text = headerText(request, header)
  if (text === null) return { kind: 'unreadable', reason: 'signature-missing', header }
  if (!isSignatureText(algorithm, text)) return { kind: 'unreadable', reason: 'signature-malformed', header }
  const time = readTimeHeader(request, { header: timeHeader, unit: 'seconds', futureIsRefused: true })
  if ('kind' in time) return time
  return {
    kind: 'readable',
    header,
    found: `timestamp ${time.text}, one ECDSA signature`,
    time: time.signedTime,
    stated: [{ algorithm, texts: [text], signed: [bytesOfText(time.text), request.body] }],
    signedWords: 'The timestamp, then the body with its last line end',
  }
}

function sign({ body }: CapturedRequest, { secret, atSeconds }: SigningWith): Signing {
  const signature = ecdsaSignature(secret, [bytesOfText(String(atSeconds)), body], 'der')
  if (signature === null) {
    const reason =
      'SendGrid’s public key can check and not sign. To sign as a test, add a P-256 private key of your own in PEM.'
    return { kind: 'impossible', reason }
  }
  return {
    kind: 'signed',
    headers: [
      [timeHeader, String(atSeconds)],
      [header, signature],
    ],
  }
}

/** SendGrid events: https://www.twilio.com/docs/sendgrid/for-developers/tracking-events/event */
export const sendgrid: Provider = {
  name: 'sendgrid',
  detect: (request) => hasHeader(request, header),
  readSignature,
  readKey: (secret) => keyFromPublicKey('ecdsa', secret),
  eventType: (_request, json) => readJsonText(json, '0.event'),
  eventIdPlace: () => ({ in: 'body', path: '0.sg_event_id' }),
  sign,
  summary: (_request, json) => [
    Array.isArray(json) && json.length > 1 ? countWords(json.length, 'event') : null,
    readJsonText(json, '0.email'),
    readJsonText(json, '0.reason') ?? readJsonText(json, '0.url'),
  ],
  samples: () => sendgridSamples,
  events: sendgridEvents,
}
