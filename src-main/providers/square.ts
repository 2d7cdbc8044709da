import { readJsonPath, readJsonText } from '#shared/rules/json-path.ts'
import { formatMinorUnits } from './currency.ts'
import { squareEvents } from './events/square-events.ts'
import { bytesOfText, hasHeader } from './header-text.ts'
import type { Provider } from './provider.ts'
import { squareSamples } from './samples/square-samples.ts'
import { headerScheme, sha256Base64 } from './signature-scheme.ts'

const header = 'x-square-hmacsha256-signature'

function money(json: unknown): string | null {
  const amount = readJsonPath(json, 'data.object.payment.amount_money.amount')
  const currency = readJsonText(json, 'data.object.payment.amount_money.currency')
  return typeof amount === 'number' && currency !== null ? formatMinorUnits(amount, currency) : null
}

/** Square: https://developer.squareup.com/docs/webhooks/step3validate */
export const square: Provider = {
  name: 'square',
  detect: (request) => hasHeader(request, header),
  ...headerScheme({
    header,
    algorithm: sha256Base64,
    isUrlSigned: true,
    content: ({ body }, _time, url) => [bytesOfText(url), body],
    signedWords: 'The notification URL, then the body',
  }),
  eventType: (_request, json) => readJsonText(json, 'type'),
  eventIdPlace: () => ({ in: 'body', path: 'event_id' }),
  summary: (_request, json) => [
    money(json),
    readJsonText(json, 'data.object.payment.status') ?? readJsonText(json, 'data.object.order_created.state'),
    readJsonText(json, 'data.id'),
  ],
  samples: () => squareSamples,
  events: squareEvents,
}
