import { readJsonText } from '#shared/rules/json-path.ts'
import { metaEvents } from './events/meta-events.ts'
import { hasHeader, headerText } from './header-text.ts'
import type { Provider } from './provider.ts'
import { schemeSamples } from './samples/scheme-samples.ts'
import { bodyAlone, headerScheme, sha256Hex } from './signature-scheme.ts'

const header = 'X-Hub-Signature-256'

function eventType(json: unknown): string | null {
  const object = readJsonText(json, 'object')
  const field = readJsonText(json, 'entry.0.changes.0.field')
  return object !== null && field !== null ? `${object}.${field}` : object
}

const message = 'entry.0.changes.0.value.messages.0'

/** Facebook, Instagram and WhatsApp: https://developers.facebook.com/docs/graph-api/webhooks */
export const meta: Provider = {
  name: 'meta',
  // Its signature header has the name of GitHub's.
  detect: (request) => hasHeader(request, header) && /^facebook/i.test(headerText(request, 'User-Agent') ?? ''),
  ...headerScheme({ header, prefix: 'sha256=', algorithm: sha256Hex, ...bodyAlone }),
  eventType: (_request, json) => eventType(json),
  eventIdPlace: (_request, json) =>
    readJsonText(json, `${message}.id`) === null ? null : { in: 'body', path: `${message}.id` },
  summary: (_request, json) => [
    readJsonText(json, `${message}.text.body`) ?? readJsonText(json, 'entry.0.changes.0.value.message'),
    readJsonText(json, `${message}.from`) ?? readJsonText(json, 'entry.0.changes.0.value.from.name'),
    readJsonText(json, 'entry.0.changes.0.value.statuses.0.status'),
  ],
  samples: schemeSamples({ header, prefix: 'sha256=' }),
  events: metaEvents,
}
