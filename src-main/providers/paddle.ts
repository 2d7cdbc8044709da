import type { CapturedRequest } from '#main/core/requests/captured-request.ts'
import { readJsonText } from '#shared/rules/json-path.ts'
import { countWords } from './count-words.ts'
import { formatMinorUnits } from './currency.ts'
import { paddleEvents } from './events/paddle-events.ts'
import { bytesOfText, hasHeader, headerText } from './header-text.ts'
import { textSignature } from './make-signature.ts'
import { isSignatureText, keyFromText } from './match-signature.ts'
import type { Provider, SignatureReading, Signing, SigningWith } from './provider.ts'
import { paddleSamples } from './samples/paddle-samples.ts'
import { emptySecret, sha256Hex } from './signature-scheme.ts'
import { parseSeconds } from './signed-time.ts'

const header = 'Paddle-Signature'

/** The values of one key in `ts=1671552777;h1=eb4d0dc8…`. */
const valuesOfKey = (value: string, key: string): string[] =>
  value
    .split(';')
    .filter((item) => item.startsWith(`${key}=`))
    .map((item) => item.slice(key.length + 1))

function readSignature(request: CapturedRequest): SignatureReading {
  const value = headerText(request, header)
  if (value === null) return { kind: 'unreadable', reason: 'signature-missing', header }
  const [time, ...moreTimes] = valuesOfKey(value, 'ts')
  const texts = valuesOfKey(value, 'h1').filter((text) => isSignatureText(sha256Hex, text))
  if (texts.length === 0 || moreTimes.length > 0) return { kind: 'unreadable', reason: 'signature-malformed', header }
  if (time === undefined) return { kind: 'unreadable', reason: 'timestamp-missing', header }
  const atSeconds = parseSeconds(time)
  if (atSeconds === null) return { kind: 'unreadable', reason: 'timestamp-malformed', header }
  return {
    kind: 'readable',
    header,
    found: `ts=${time}, ${countWords(texts.length, 'h1 signature')}`,
    time: { atSeconds, futureIsRefused: false },
    stated: [{ algorithm: sha256Hex, texts, signed: [bytesOfText(`${time}:`), request.body] }],
    signedWords: 'Timestamp, a colon, then the body',
  }
}

function sign({ body }: CapturedRequest, { secret, atSeconds }: SigningWith): Signing {
  const signature = textSignature(sha256Hex, secret, [bytesOfText(`${atSeconds}:`), body])
  return signature === null ? emptySecret : { kind: 'signed', headers: [[header, `ts=${atSeconds};h1=${signature}`]] }
}

function money(json: unknown): string | null {
  const total = Number(readJsonText(json, 'data.details.totals.grand_total') ?? Number.NaN)
  const currency = readJsonText(json, 'data.currency_code')
  return currency === null ? null : formatMinorUnits(total, currency)
}

/** Paddle: https://developer.paddle.com/webhooks/signature-verification */
export const paddle: Provider = {
  name: 'paddle',
  detect: (request) => hasHeader(request, header),
  readSignature,
  readKey: keyFromText,
  eventType: (_request, json) => readJsonText(json, 'event_type'),
  eventIdPlace: () => ({ in: 'body', path: 'event_id' }),
  sign,
  summary: (_request, json) => [money(json), readJsonText(json, 'data.id'), readJsonText(json, 'data.status')],
  samples: () => paddleSamples,
  habits: { timeoutMs: 5000, retries: null },
  events: paddleEvents,
}
