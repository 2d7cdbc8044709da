import { hmacEvents } from './events/hmac-events.ts'
import { jsonEventIdPlace, jsonEventType, jsonSummary } from './json-event.ts'
import type { Provider } from './provider.ts'
import { tokenSamples } from './samples/token-samples.ts'
import { tokenScheme } from './signature-scheme.ts'

/** What all senders without a pack of their own have in common. A person chooses them. */
export const genericEvent: Pick<Provider, 'detect' | 'eventType' | 'eventIdPlace' | 'summary' | 'events'> = {
  detect: () => false,
  eventType: jsonEventType,
  eventIdPlace: jsonEventIdPlace,
  summary: (_request, json) => jsonSummary(json),
  events: hmacEvents,
}

/** Any sender with a user name and a password (RFC 7617); the secret is `name:password`. */
export const basic: Provider = {
  name: 'basic',
  ...genericEvent,
  ...tokenScheme('Authorization', 'Basic ', (secret) => Buffer.from(secret, 'utf8').toString('base64')),
  samples: () => tokenSamples('Authorization', 'Basic '),
}

/** Any sender with a bearer token (RFC 6750). */
export const bearer: Provider = {
  name: 'bearer',
  ...genericEvent,
  ...tokenScheme('Authorization', 'Bearer '),
  samples: () => tokenSamples('Authorization', 'Bearer '),
}

/** Any sender that puts a key into `X-API-Key`. */
export const apiKey: Provider = {
  name: 'api-key',
  ...genericEvent,
  ...tokenScheme('X-API-Key'),
  samples: () => tokenSamples('X-API-Key'),
}
