import { readJsonText } from '#shared/rules/json-path.ts'
import { retryPresets } from '#shared/rules/retry-presets.ts'
import { shopifyEvents } from './events/shopify-events.ts'
import { hasHeader, headerText } from './header-text.ts'
import type { Provider } from './provider.ts'
import { schemeSamples } from './samples/scheme-samples.ts'
import { bodyAlone, headerScheme, sha256Base64 } from './signature-scheme.ts'

const header = 'X-Shopify-Hmac-SHA256'

const money = (json: unknown): string | null => {
  const price = readJsonText(json, 'total_price') ?? readJsonText(json, 'price')
  return price && `${price} ${readJsonText(json, 'currency') ?? ''}`.trim()
}

/** Shopify: https://shopify.dev/docs/apps/build/webhooks */
export const shopify: Provider = {
  name: 'shopify',
  detect: (request) => hasHeader(request, header) || hasHeader(request, 'X-Shopify-Topic'),
  ...headerScheme({ header, algorithm: sha256Base64, ...bodyAlone }),
  eventType: (request) => headerText(request, 'X-Shopify-Topic'),
  eventIdPlace: () => ({ in: 'header', name: 'X-Shopify-Webhook-Id' }),
  summary: (request, json) => [
    readJsonText(json, 'name') ?? readJsonText(json, 'title'),
    money(json),
    readJsonText(json, 'email') ?? headerText(request, 'X-Shopify-Shop-Domain'),
  ],
  samples: schemeSamples({ header, encoding: 'base64' }),
  habits: { timeoutMs: 5000, retries: retryPresets.shopify.policy },
  events: shopifyEvents,
}
