import type { EventSample, SampleContext } from '#main/providers/event-sample.ts'
import { jsonHeaders } from '#main/providers/event-sample.ts'
import type { JsonValue } from '#shared/model/event.ts'

const event = (name: string, more: { [field: string]: JsonValue }) => (context: SampleContext) => ({
  event: name,
  event_ts: context.now.getTime(),
  payload: {
    account_id: context.id('', 22),
    object: {
      uuid: context.id('', 22),
      id: String(context.number(80_000_000_000, 89_999_999_999)),
      host_id: context.id('', 22),
      topic: 'Weekly harbour call',
      type: 2,
      timezone: 'Europe/Berlin',
      start_time: context.now.toISOString(),
      ...more,
    },
  },
})

/** Events as Zoom sends them. */
export const zoomEvents: readonly EventSample[] = [
  {
    eventType: 'meeting.started',
    summary: 'A meeting starts',
    headers: () => jsonHeaders('Zoom Marketplace/1.0a'),
    body: event('meeting.started', { duration: 45 }),
    quickFields: [{ label: 'Topic', path: 'payload.object.topic' }],
  },
  {
    eventType: 'meeting.participant_joined',
    summary: 'Someone joins a meeting',
    headers: () => jsonHeaders('Zoom Marketplace/1.0a'),
    body: event('meeting.participant_joined', { participant: { user_name: 'Ada', email: 'ada@example.com' } }),
    quickFields: [
      { label: 'Topic', path: 'payload.object.topic' },
      { label: 'Name', path: 'payload.object.participant.user_name' },
    ],
  },
]
