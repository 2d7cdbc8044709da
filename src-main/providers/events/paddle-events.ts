import type { EventSample, SampleContext } from '#main/providers/event-sample.ts'
import { jsonHeaders } from '#main/providers/event-sample.ts'
import type { JsonValue } from '#shared/model/event.ts'

const event =
  (type: string, makeData: (context: SampleContext) => { [field: string]: JsonValue }) => (context: SampleContext) => ({
    event_id: context.id('evt_', 26),
    event_type: type,
    occurred_at: context.now.toISOString(),
    notification_id: context.id('ntf_', 26),
    data: makeData(context),
  })

/** Events as Paddle sends them: https://developer.paddle.com/webhooks/overview */
export const paddleEvents: readonly EventSample[] = [
  {
    eventType: 'transaction.completed',
    summary: 'A payment is completed',
    headers: () => jsonHeaders('Paddle'),
    body: event('transaction.completed', (context) => ({
      id: context.id('txn_', 26),
      status: 'completed',
      customer_id: context.id('ctm_', 26),
      currency_code: 'USD',
      details: { totals: { grand_total: String(context.number(10, 300) * 100), currency_code: 'USD' } },
    })),
    quickFields: [
      { label: 'Total (smallest unit)', path: 'data.details.totals.grand_total' },
      { label: 'Status', path: 'data.status' },
    ],
  },
  {
    eventType: 'subscription.canceled',
    summary: 'A subscription is ended',
    headers: () => jsonHeaders('Paddle'),
    body: event('subscription.canceled', (context) => ({
      id: context.id('sub_', 26),
      status: 'canceled',
      customer_id: context.id('ctm_', 26),
      currency_code: 'USD',
      canceled_at: context.now.toISOString(),
    })),
    quickFields: [{ label: 'Status', path: 'data.status' }],
  },
]
