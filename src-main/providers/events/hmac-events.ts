import type { EventSample } from '#main/providers/event-sample.ts'
import { jsonHeaders } from '#main/providers/event-sample.ts'

/** An event as a sender of one's own may look. */
export const hmacEvents: readonly EventSample[] = [
  {
    eventType: 'order.created',
    summary: 'An order is placed',
    headers: (context) => jsonHeaders('webhooks/1', ['X-Event-Id', context.uuid()]),
    body: (context) => ({
      type: 'order.created',
      created_at: context.now.toISOString(),
      data: { id: context.number(1000, 9999), status: 'open', amount: context.number(10, 500), currency: 'EUR' },
    }),
    quickFields: [
      { label: 'Type', path: 'type' },
      { label: 'Amount', path: 'data.amount' },
      { label: 'Status', path: 'data.status' },
    ],
  },
]
