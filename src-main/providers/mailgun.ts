import { parseBody } from '#main/core/events/parse-body.ts'
import { replaceJsonText } from '#main/core/replays/replace-json-text.ts'
import type { CapturedRequest } from '#main/core/requests/captured-request.ts'
import { readJsonText } from '#shared/rules/json-path.ts'
import { mailgunEvents } from './events/mailgun-events.ts'
import { headerText } from './header-text.ts'
import { textSignature } from './make-signature.ts'
import { isSignatureText, keyFromText } from './match-signature.ts'
import type { Provider, SignatureReading, Signing, SigningWith } from './provider.ts'
import { mailgunSamples } from './samples/mailgun-samples.ts'
import { emptySecret, sha256Hex } from './signature-scheme.ts'
import { parseSeconds } from './signed-time.ts'

const place = 'signature.signature in the body'

function readSignature(request: CapturedRequest): SignatureReading {
  const json = parseBody(request)
  const text = readJsonText(json, 'signature.signature')
  const time = readJsonText(json, 'signature.timestamp')
  const token = readJsonText(json, 'signature.token')
  if (text === null) return { kind: 'unreadable', reason: 'signature-missing', header: place }
  if (token === null || !isSignatureText(sha256Hex, text)) {
    return { kind: 'unreadable', reason: 'signature-malformed', header: place }
  }
  if (time === null) return { kind: 'unreadable', reason: 'timestamp-missing', header: 'signature.timestamp' }
  const atSeconds = parseSeconds(time)
  if (atSeconds === null) return { kind: 'unreadable', reason: 'timestamp-malformed', header: 'signature.timestamp' }
  return {
    kind: 'readable',
    header: place,
    found: `timestamp ${time}, a token and one signature`,
    time: { atSeconds, futureIsRefused: true },
    stated: [{ algorithm: sha256Hex, texts: [text], signed: [Buffer.from(time + token, 'utf8')] }],
    signedWords: 'The timestamp, then the token. What has happened is not signed',
  }
}

function sign(request: CapturedRequest, { secret, atSeconds }: SigningWith): Signing {
  const token = readJsonText(parseBody(request), 'signature.token')
  const time = String(atSeconds)
  const signature = textSignature(sha256Hex, secret, [Buffer.from(time + (token ?? ''), 'utf8')])
  if (signature === null) return emptySecret
  const timed = token === null ? null : replaceJsonText(request.body, 'signature.timestamp', time)
  const body = timed && replaceJsonText(timed, 'signature.signature', signature)
  if (body) return { kind: 'signed', headers: [], body }
  const reason =
    'The signature belongs into the body, and there is no “signature” with texts called timestamp, token and signature.'
  return { kind: 'impossible', reason }
}

/** Mailgun, which signs in the body: https://documentation.mailgun.com/docs/mailgun/user-manual/webhooks/securing-webhooks */
export const mailgun: Provider = {
  name: 'mailgun',
  // Its signature stands in the body, which is not parsed for recognising a sender.
  detect: (request) => /^mailgun\b/i.test(headerText(request, 'User-Agent') ?? ''),
  readSignature,
  readKey: keyFromText,
  eventType: (_request, json) => readJsonText(json, 'event-data.event'),
  eventIdPlace: () => ({ in: 'body', path: 'event-data.id' }),
  sign,
  summary: (_request, json) => [
    readJsonText(json, 'event-data.recipient'),
    readJsonText(json, 'event-data.message.headers.subject'),
    readJsonText(json, 'event-data.reason') ?? readJsonText(json, 'event-data.delivery-status.message'),
  ],
  samples: () => mailgunSamples,
  events: mailgunEvents,
}
