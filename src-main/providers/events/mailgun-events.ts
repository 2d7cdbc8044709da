import type { EventSample, SampleContext } from '#main/providers/event-sample.ts'
import { jsonHeaders, secondsOf } from '#main/providers/event-sample.ts'
import type { JsonValue } from '#shared/model/event.ts'

const event = (name: string, more: { [field: string]: JsonValue }) => (context: SampleContext) => ({
  signature: { timestamp: String(secondsOf(context)), token: context.hex(50), signature: '' },
  'event-data': {
    id: context.id('', 22),
    timestamp: secondsOf(context),
    event: name,
    recipient: 'ada@example.com',
    message: { headers: { to: 'Ada <ada@example.com>', from: 'post@example.org', subject: 'Your receipt' } },
    ...more,
  },
})

/** Events as Mailgun sends them. */
export const mailgunEvents: readonly EventSample[] = [
  {
    eventType: 'delivered',
    summary: 'An email is delivered',
    headers: () => jsonHeaders('mailgun/treq-22.4.0'),
    body: event('delivered', { 'delivery-status': { code: 250, message: 'OK' } }),
    quickFields: [{ label: 'Address', path: 'event-data.recipient' }],
  },
  {
    eventType: 'failed',
    summary: 'An email comes back for good',
    headers: () => jsonHeaders('mailgun/treq-22.4.0'),
    body: event('failed', { severity: 'permanent', reason: 'bounce', 'delivery-status': { code: 550 } }),
    quickFields: [
      { label: 'Address', path: 'event-data.recipient' },
      { label: 'Reason', path: 'event-data.reason' },
    ],
  },
]
