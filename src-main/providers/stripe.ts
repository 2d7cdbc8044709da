import type { CapturedRequest } from '#main/core/requests/captured-request.ts'
import { readJsonText } from '#shared/rules/json-path.ts'
import { retryPresets } from '#shared/rules/retry-presets.ts'
import { countWords } from './count-words.ts'
import { stripeEvents } from './events/stripe-events.ts'
import { bytesOfText, hasHeader, headerText } from './header-text.ts'
import type { SignatureAlgorithm } from './match-signature.ts'
import { hmacSignature } from './make-signature.ts'
import { isSignatureText, keyFromText } from './match-signature.ts'
import type { Provider, SignatureReading, Signing, SigningWith } from './provider.ts'
import { stripeSamples } from './samples/stripe-samples.ts'
import { parseSeconds } from './signed-time.ts'
import { stripeSummary } from './stripe-summary.ts'

const header = 'Stripe-Signature'
const v1 = { kind: 'hmac', hash: 'sha256', encoding: 'hex' } as const satisfies SignatureAlgorithm

/** The values of one key in `t=1492774577,v1=5257a8…,v0=6ffbb5…`. */
const valuesOfKey = (value: string, key: string): string[] =>
  value
    .split(',')
    .filter((item) => item.startsWith(`${key}=`))
    .map((item) => item.slice(key.length + 1))

function readSignature(request: CapturedRequest): SignatureReading {
  const value = headerText(request, header)
  if (value === null) return { kind: 'unreadable', reason: 'signature-missing', header }
  const [time, ...moreTimes] = valuesOfKey(value, 't')
  const texts = valuesOfKey(value, 'v1').filter((text) => isSignatureText(v1, text))
  if (texts.length === 0 || moreTimes.length > 0) return { kind: 'unreadable', reason: 'signature-malformed', header }
  if (time === undefined) return { kind: 'unreadable', reason: 'timestamp-missing', header }
  const atSeconds = parseSeconds(time)
  if (atSeconds === null) return { kind: 'unreadable', reason: 'timestamp-malformed', header }
  return {
    kind: 'readable',
    header,
    found: `t=${time}, ${countWords(texts.length, 'v1 signature')}`,
    time: { atSeconds, futureIsRefused: false },
    stated: [{ algorithm: v1, texts, signed: [bytesOfText(`${time}.`), request.body] }],
    signedWords: 'Timestamp, a dot, then the body',
  }
}

function sign({ body }: CapturedRequest, { secret, atSeconds }: SigningWith): Signing {
  const signature = hmacSignature(v1, keyFromText(secret), [bytesOfText(`${atSeconds}.`), body])
  return signature === null
    ? { kind: 'impossible', reason: 'The secret is empty.' }
    : { kind: 'signed', headers: [[header, `t=${atSeconds},v1=${signature}`]] }
}

/** Stripe: https://docs.stripe.com/webhooks/signature */
export const stripe: Provider = {
  name: 'stripe',
  detect: (request) => hasHeader(request, header),
  readSignature,
  // The whole secret with its `whsec_` is the key, unlike in Standard Webhooks.
  readKey: keyFromText,
  eventType: (_request, json) => readJsonText(json, 'type'),
  eventIdPlace: () => ({ in: 'body', path: 'id' }),
  sign,
  summary: (_request, json) => stripeSummary(json),
  samples: () => stripeSamples,
  habits: { timeoutMs: null, retries: retryPresets['three-days'].policy },
  events: stripeEvents,
}
