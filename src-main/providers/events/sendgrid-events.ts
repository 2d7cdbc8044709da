import type { EventSample, SampleContext } from '#main/providers/event-sample.ts'
import { jsonHeaders, secondsOf } from '#main/providers/event-sample.ts'
import type { JsonValue } from '#shared/model/event.ts'

const event = (name: string, more: { [field: string]: JsonValue }) => (context: SampleContext) => [
  {
    email: 'ada@example.com',
    timestamp: secondsOf(context),
    'smtp-id': `<${context.id('', 12)}@ismtpd>`,
    event: name,
    category: ['receipt'],
    sg_event_id: context.id('', 22),
    sg_message_id: `${context.id('', 22)}.filter0001`,
    ...more,
  },
]

/** Events as SendGrid sends them, in a list. */
export const sendgridEvents: readonly EventSample[] = [
  {
    eventType: 'delivered',
    summary: 'An email is delivered',
    headers: () => jsonHeaders('SendGrid Event API'),
    body: event('delivered', { response: '250 OK' }),
    quickFields: [{ label: 'Address', path: '0.email' }],
  },
  {
    eventType: 'bounce',
    summary: 'An email comes back',
    headers: () => jsonHeaders('SendGrid Event API'),
    body: event('bounce', { reason: '550 5.1.1 No such user', status: '5.1.1', type: 'bounce' }),
    quickFields: [
      { label: 'Address', path: '0.email' },
      { label: 'Reason', path: '0.reason' },
    ],
  },
]
