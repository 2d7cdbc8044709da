import type { EventSample, SampleContext } from '#main/providers/event-sample.ts'
import { jsonHeaders } from '#main/providers/event-sample.ts'

const headersOf = (topic: string) => (context: SampleContext) =>
  jsonHeaders(
    'Shopify-Captain-Hook',
    ['X-Shopify-Topic', topic],
    ['X-Shopify-Shop-Domain', 'acme-quay.myshopify.com'],
    ['X-Shopify-API-Version', '2026-10'],
    ['X-Shopify-Webhook-Id', context.uuid()],
    ['X-Shopify-Triggered-At', context.now.toISOString()],
  )

const order = (status: string) => (context: SampleContext) => {
  const number = context.number(1001, 9999)
  return {
    id: context.number(5_000_000_000_000, 5_999_999_999_999),
    name: `#${number}`,
    order_number: number,
    email: 'ada@example.com',
    created_at: context.now.toISOString(),
    currency: 'EUR',
    total_price: `${context.number(20, 300)}.00`,
    financial_status: status,
    fulfillment_status: null,
    line_items: [{ id: context.number(1_000_000, 9_999_999), title: 'Rope, 20 m', quantity: 2, price: '14.50' }],
    customer: { id: context.number(1_000_000, 9_999_999), first_name: 'Ada', email: 'ada@example.com' },
  }
}

/** Events as Shopify sends them: https://shopify.dev/docs/api/webhooks */
export const shopifyEvents: readonly EventSample[] = [
  {
    eventType: 'orders/create',
    summary: 'An order is placed',
    headers: headersOf('orders/create'),
    body: order('pending'),
    quickFields: [
      { label: 'Total', path: 'total_price' },
      { label: 'Email', path: 'email' },
    ],
  },
  {
    eventType: 'orders/paid',
    summary: 'An order is paid',
    headers: headersOf('orders/paid'),
    body: order('paid'),
    quickFields: [
      { label: 'Total', path: 'total_price' },
      { label: 'Currency', path: 'currency' },
    ],
  },
  {
    eventType: 'products/update',
    summary: 'A product is changed',
    headers: headersOf('products/update'),
    body: (context) => ({
      id: context.number(7_000_000_000_000, 7_999_999_999_999),
      title: 'Rope, 20 m',
      vendor: 'Acme Quay',
      status: 'active',
      updated_at: context.now.toISOString(),
      variants: [{ id: context.number(1_000_000, 9_999_999), price: '14.50', inventory_quantity: 12 }],
    }),
    quickFields: [
      { label: 'Title', path: 'title' },
      { label: 'Status', path: 'status' },
    ],
  },
]
