import { readJsonText } from '#shared/rules/json-path.ts'
import { woocommerceEvents } from './events/woocommerce-events.ts'
import { hasHeader, headerText } from './header-text.ts'
import type { Provider } from './provider.ts'
import { schemeSamples } from './samples/scheme-samples.ts'
import { bodyAlone, headerScheme, sha256Base64 } from './signature-scheme.ts'

const header = 'X-WC-Webhook-Signature'

const total = (json: unknown): string | null => {
  const amount = readJsonText(json, 'total')
  return amount && `${amount} ${readJsonText(json, 'currency') ?? ''}`.trim()
}

/** WooCommerce: https://woocommerce.com/document/webhooks/ */
export const woocommerce: Provider = {
  name: 'woocommerce',
  detect: (request) => hasHeader(request, header) || hasHeader(request, 'X-WC-Webhook-Topic'),
  ...headerScheme({ header, algorithm: sha256Base64, ...bodyAlone }),
  eventType: (request) => headerText(request, 'X-WC-Webhook-Topic'),
  eventIdPlace: () => ({ in: 'header', name: 'X-WC-Webhook-Delivery-ID' }),
  summary: (_request, json) => [
    readJsonText(json, 'number') ?? readJsonText(json, 'name'),
    total(json),
    readJsonText(json, 'billing.email') ?? readJsonText(json, 'email'),
    readJsonText(json, 'status'),
  ],
  samples: schemeSamples({ header, encoding: 'base64' }),
  events: woocommerceEvents,
}
