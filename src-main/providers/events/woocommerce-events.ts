import type { EventSample, SampleContext } from '#main/providers/event-sample.ts'
import { jsonHeaders } from '#main/providers/event-sample.ts'

const headersOf = (resource: string, event: string) => (context: SampleContext) =>
  jsonHeaders(
    'WooCommerce/10.3 Hookshot (WordPress/6.9)',
    ['X-WC-Webhook-Source', 'https://shop.example.com/'],
    ['X-WC-Webhook-Topic', `${resource}.${event}`],
    ['X-WC-Webhook-Resource', resource],
    ['X-WC-Webhook-Event', event],
    ['X-WC-Webhook-ID', '7'],
    ['X-WC-Webhook-Delivery-ID', context.hex(32)],
  )

/** Events as WooCommerce sends them. */
export const woocommerceEvents: readonly EventSample[] = [
  {
    eventType: 'order.created',
    summary: 'An order is placed',
    headers: headersOf('order', 'created'),
    body: (context) => ({
      id: context.number(1000, 9999),
      number: String(context.number(1000, 9999)),
      status: 'processing',
      currency: 'EUR',
      total: `${context.number(20, 300)}.00`,
      date_created: context.now.toISOString(),
      billing: { first_name: 'Ada', email: 'ada@example.com', country: 'DE' },
      line_items: [{ id: 1, name: 'Rope, 20 m', quantity: 2, total: '29.00' }],
    }),
    quickFields: [
      { label: 'Total', path: 'total' },
      { label: 'Status', path: 'status' },
    ],
  },
  {
    eventType: 'product.updated',
    summary: 'A product is changed',
    headers: headersOf('product', 'updated'),
    body: (context) => ({
      id: context.number(100, 999),
      name: 'Rope, 20 m',
      status: 'publish',
      price: '14.50',
      stock_quantity: context.number(0, 40),
    }),
    quickFields: [
      { label: 'Name', path: 'name' },
      { label: 'Price', path: 'price' },
    ],
  },
]
