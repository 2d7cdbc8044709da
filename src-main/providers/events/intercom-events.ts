import type { EventSample, SampleContext } from '#main/providers/event-sample.ts'
import { jsonHeaders, secondsOf } from '#main/providers/event-sample.ts'
import type { JsonValue } from '#shared/model/event.ts'

const headers = () => jsonHeaders('intercom-subscription-service-http-client/1.0')

const event = (topic: string, item: { [field: string]: JsonValue }) => (context: SampleContext) => ({
  type: 'notification_event',
  app_id: 'quay0001',
  data: { type: 'notification_event_data', item: { id: String(context.number(1_000_000, 9_999_999)), ...item } },
  topic,
  id: `notif_${context.uuid()}`,
  delivery_attempts: 1,
  created_at: secondsOf(context),
})

/** Events as Intercom sends them. */
export const intercomEvents: readonly EventSample[] = [
  {
    eventType: 'conversation.user.created',
    summary: 'A customer starts a conversation',
    headers,
    body: event('conversation.user.created', {
      type: 'conversation',
      state: 'open',
      source: { type: 'conversation', subject: 'Where is my order?', author: { email: 'ada@example.com' } },
    }),
    quickFields: [
      { label: 'Subject', path: 'data.item.source.subject' },
      { label: 'Email', path: 'data.item.source.author.email' },
    ],
  },
  {
    eventType: 'contact.user.created',
    summary: 'A user is added',
    headers,
    body: event('contact.user.created', { type: 'contact', role: 'user', email: 'ada@example.com', name: 'Ada' }),
    quickFields: [{ label: 'Email', path: 'data.item.email' }],
  },
]
