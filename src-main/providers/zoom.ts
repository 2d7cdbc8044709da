import { readJsonText } from '#shared/rules/json-path.ts'
import { zoomEvents } from './events/zoom-events.ts'
import { hasHeader } from './header-text.ts'
import type { Provider } from './provider.ts'
import { schemeSamples } from './samples/scheme-samples.ts'
import { headerScheme, sha256Hex, timeAndBody } from './signature-scheme.ts'

const header = 'x-zm-signature'
const time = 'x-zm-request-timestamp'

/** Zoom: https://developers.zoom.us/docs/api/webhooks/ */
export const zoom: Provider = {
  name: 'zoom',
  detect: (request) => hasHeader(request, header) || hasHeader(request, time),
  ...headerScheme({
    header,
    prefix: 'v0=',
    algorithm: sha256Hex,
    time: { header: time, unit: 'seconds', futureIsRefused: true },
    ...timeAndBody('v0:', ':', '“v0:”, the timestamp, a colon, then the body'),
  }),
  eventType: (_request, json) => readJsonText(json, 'event'),
  // The id in the body is that of the meeting, which is the same in all events about it.
  eventIdPlace: () => null,
  summary: (_request, json) => [
    readJsonText(json, 'payload.object.topic') ?? readJsonText(json, 'payload.plainToken'),
    readJsonText(json, 'payload.object.participant.user_name'),
    readJsonText(json, 'payload.object.id'),
  ],
  samples: schemeSamples({ header, prefix: 'v0=', timestampHeader: time, content: 'v0:{timestamp}:{body}' }),
  habits: { timeoutMs: 3000, retries: null },
  events: zoomEvents,
}
