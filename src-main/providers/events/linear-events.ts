import type { EventSample, SampleContext } from '#main/providers/event-sample.ts'
import { jsonHeaders } from '#main/providers/event-sample.ts'
import type { JsonValue } from '#shared/model/event.ts'

const headersOf = (event: string) => (context: SampleContext) =>
  jsonHeaders('Linear-Webhook', ['Linear-Delivery', context.uuid()], ['Linear-Event', event])

const event =
  (type: string, action: string, data: (context: SampleContext) => { [field: string]: JsonValue }) =>
  (context: SampleContext) => ({
    action,
    actor: { id: context.uuid(), type: 'user', name: 'Ada', email: 'ada@example.com' },
    createdAt: context.now.toISOString(),
    data: { id: context.uuid(), createdAt: context.now.toISOString(), ...data(context) },
    type,
    organizationId: context.uuid(),
    webhookTimestamp: context.now.getTime(),
    webhookId: context.uuid(),
  })

/** Events as Linear sends them: https://linear.app/developers/webhooks */
export const linearEvents: readonly EventSample[] = [
  {
    eventType: 'Issue.create',
    summary: 'An issue is created',
    headers: headersOf('Issue'),
    body: event('Issue', 'create', (context) => ({
      identifier: `QUAY-${context.number(1, 900)}`,
      title: 'A refund is shown twice',
      priority: 2,
      state: { id: context.uuid(), name: 'Todo', type: 'unstarted' },
      team: { id: context.uuid(), key: 'QUAY', name: 'Quay' },
    })),
    quickFields: [
      { label: 'Title', path: 'data.title' },
      { label: 'State', path: 'data.state.name' },
    ],
  },
  {
    eventType: 'Comment.create',
    summary: 'A comment is written',
    headers: headersOf('Comment'),
    body: event('Comment', 'create', (context) => ({ body: 'I can repeat it.', issueId: context.uuid() })),
    quickFields: [{ label: 'Text', path: 'data.body' }],
  },
]
