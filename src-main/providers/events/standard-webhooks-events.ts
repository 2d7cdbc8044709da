import type { EventSample, SampleContext } from '#main/providers/event-sample.ts'
import { jsonHeaders } from '#main/providers/event-sample.ts'
import type { HeaderPairs } from '#shared/model/header-pairs.ts'
import type { JsonValue } from '#shared/model/event.ts'

const headers = (context: SampleContext): HeaderPairs =>
  jsonHeaders('Webhooks/1.0', ['webhook-id', context.id('msg_', 27)])

// https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md#payload-structure
const event =
  (type: string, makeData: (context: SampleContext) => { [field: string]: JsonValue }) => (context: SampleContext) => ({
    type,
    timestamp: context.now.toISOString(),
    data: makeData(context),
  })

/** Events in the envelope that the standard recommends. */
export const standardWebhooksEvents: readonly EventSample[] = [
  {
    eventType: 'user.created',
    summary: 'A user signs up',
    headers,
    body: event('user.created', (context) => ({ id: context.id('user_', 22), name: 'Ada', email: 'ada@example.com' })),
    quickFields: [
      { label: 'Name', path: 'data.name' },
      { label: 'Email', path: 'data.email' },
    ],
  },
  {
    eventType: 'invoice.paid',
    summary: 'An invoice is paid',
    headers,
    body: event('invoice.paid', (context) => ({
      id: context.id('inv_', 22),
      status: 'paid',
      amount: context.number(10, 500) * 100,
      currency: 'EUR',
    })),
    quickFields: [
      { label: 'Amount', path: 'data.amount' },
      { label: 'Currency', path: 'data.currency' },
    ],
  },
  {
    eventType: 'email.bounced',
    summary: 'An email comes back',
    headers,
    body: event('email.bounced', (context) => ({
      email_id: context.uuid(),
      subject: 'Your receipt',
      email: 'nobody@example.com',
      bounce: { type: 'Permanent', message: 'The mailbox does not exist.' },
    })),
    quickFields: [
      { label: 'Address', path: 'data.email' },
      { label: 'Reason', path: 'data.bounce.message' },
    ],
  },
]
