import { readJsonText } from '#shared/rules/json-path.ts'
import { intercomEvents } from './events/intercom-events.ts'
import { headerText } from './header-text.ts'
import type { Provider } from './provider.ts'
import { schemeSamples } from './samples/scheme-samples.ts'
import { bodyAlone, headerScheme, sha1Hex } from './signature-scheme.ts'

const header = 'X-Hub-Signature'

/** Intercom: https://developers.intercom.com/docs/webhooks/setting-up-webhooks */
export const intercom: Provider = {
  name: 'intercom',
  // The name of its signature header is used by others too.
  detect: (request) => /^intercom\b/i.test(headerText(request, 'User-Agent') ?? ''),
  ...headerScheme({ header, prefix: 'sha1=', algorithm: sha1Hex, ...bodyAlone }),
  eventType: (_request, json) => readJsonText(json, 'topic'),
  eventIdPlace: () => ({ in: 'body', path: 'id' }),
  summary: (_request, json) => [
    readJsonText(json, 'data.item.source.subject') ?? readJsonText(json, 'data.item.title'),
    readJsonText(json, 'data.item.source.author.email') ?? readJsonText(json, 'data.item.email'),
    readJsonText(json, 'data.item.state'),
  ],
  samples: schemeSamples({ header, prefix: 'sha1=', algorithm: 'sha1' }),
  events: intercomEvents,
}
