import { readJsonText } from '#shared/rules/json-path.ts'
import { xEvents } from './events/x-events.ts'
import { hasHeader } from './header-text.ts'
import type { Provider } from './provider.ts'
import { schemeSamples } from './samples/scheme-samples.ts'
import { bodyAlone, headerScheme, sha256Base64 } from './signature-scheme.ts'

const header = 'x-twitter-webhooks-signature'

/** The first field that is a list of events is what happened. */
function eventType(json: unknown): string | null {
  if (typeof json !== 'object' || json === null) return null
  return Object.keys(json).find((key) => key.endsWith('_events')) ?? null
}

/** X, the account activity of Twitter: https://docs.x.com/x-api/webhooks/introduction */
export const x: Provider = {
  name: 'x',
  detect: (request) => hasHeader(request, header),
  ...headerScheme({ header, prefix: 'sha256=', algorithm: sha256Base64, ...bodyAlone }),
  eventType: (_request, json) => eventType(json),
  eventIdPlace: (_request, json) =>
    readJsonText(json, 'tweet_create_events.0.id_str') === null
      ? null
      : { in: 'body', path: 'tweet_create_events.0.id_str' },
  summary: (_request, json) => [
    readJsonText(json, 'tweet_create_events.0.text'),
    readJsonText(json, 'tweet_create_events.0.user.screen_name'),
    readJsonText(json, 'follow_events.0.source.screen_name'),
  ],
  samples: schemeSamples({ header, prefix: 'sha256=', encoding: 'base64' }),
  events: xEvents,
}
