import { readJsonText } from '#shared/rules/json-path.ts'
import { vercelEvents } from './events/vercel-events.ts'
import { hasHeader } from './header-text.ts'
import type { Provider } from './provider.ts'
import { schemeSamples } from './samples/scheme-samples.ts'
import { bodyAlone, headerScheme, sha1Hex } from './signature-scheme.ts'

const header = 'x-vercel-signature'

/** Vercel: https://vercel.com/docs/webhooks/webhooks-api */
export const vercel: Provider = {
  name: 'vercel',
  detect: (request) => hasHeader(request, header),
  ...headerScheme({ header, algorithm: sha1Hex, ...bodyAlone }),
  eventType: (_request, json) => readJsonText(json, 'type'),
  eventIdPlace: () => ({ in: 'body', path: 'id' }),
  summary: (_request, json) => [
    readJsonText(json, 'payload.name') ?? readJsonText(json, 'payload.project.name'),
    readJsonText(json, 'payload.target'),
    readJsonText(json, 'payload.deployment.url') ?? readJsonText(json, 'payload.domain.name'),
  ],
  samples: schemeSamples({ header, algorithm: 'sha1' }),
  events: vercelEvents,
}
