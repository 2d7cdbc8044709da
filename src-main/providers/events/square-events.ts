import type { EventSample, SampleContext } from '#main/providers/event-sample.ts'
import { jsonHeaders } from '#main/providers/event-sample.ts'

const payment = (type: string, status: string) => (context: SampleContext) => {
  const id = context.id('', 22)
  return {
    merchant_id: context.id('', 13).toUpperCase(),
    type,
    event_id: context.uuid(),
    created_at: context.now.toISOString(),
    data: {
      type: 'payment',
      id,
      object: {
        payment: {
          id,
          amount_money: { amount: context.number(5, 200) * 100, currency: 'USD' },
          status,
          source_type: 'CARD',
          location_id: context.id('L', 12).toUpperCase(),
          created_at: context.now.toISOString(),
        },
      },
    },
  }
}

const quickFields = [
  { label: 'Amount (smallest unit)', path: 'data.object.payment.amount_money.amount' },
  { label: 'Status', path: 'data.object.payment.status' },
]

/** Events as Square sends them: https://developer.squareup.com/docs/webhooks/v2webhook-events-tech-ref */
export const squareEvents: readonly EventSample[] = [
  {
    eventType: 'payment.created',
    summary: 'A payment is begun',
    headers: () => jsonHeaders('Square Connect v2'),
    body: payment('payment.created', 'APPROVED'),
    quickFields,
  },
  {
    eventType: 'payment.updated',
    summary: 'A payment is completed',
    headers: () => jsonHeaders('Square Connect v2'),
    body: payment('payment.updated', 'COMPLETED'),
    quickFields,
  },
]
