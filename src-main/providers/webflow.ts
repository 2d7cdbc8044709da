import { readJsonText } from '#shared/rules/json-path.ts'
import { webflowEvents } from './events/webflow-events.ts'
import { hasHeader } from './header-text.ts'
import type { Provider } from './provider.ts'
import { schemeSamples } from './samples/scheme-samples.ts'
import { headerScheme, sha256Hex, timeAndBody } from './signature-scheme.ts'

const header = 'x-webflow-signature'
const time = 'x-webflow-timestamp'

/** Webflow: https://developers.webflow.com/data/docs/working-with-webhooks */
export const webflow: Provider = {
  name: 'webflow',
  detect: (request) => hasHeader(request, header) || hasHeader(request, time),
  ...headerScheme({
    header,
    algorithm: sha256Hex,
    time: { header: time, unit: 'milliseconds', futureIsRefused: false },
    ...timeAndBody('', ':', 'The timestamp, a colon, then the body'),
  }),
  eventType: (_request, json) => readJsonText(json, 'triggerType'),
  eventIdPlace: (_request, json) =>
    readJsonText(json, 'payload.id') === null ? null : { in: 'body', path: 'payload.id' },
  summary: (_request, json) => [
    readJsonText(json, 'payload.name') ?? readJsonText(json, 'payload.fieldData.name'),
    readJsonText(json, 'payload.data.Email') ?? readJsonText(json, 'payload.customerInfo.email'),
  ],
  samples: schemeSamples({ header, timestampHeader: time, content: '{timestamp}:{body}' }),
  events: webflowEvents,
}
