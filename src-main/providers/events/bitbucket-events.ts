import type { EventSample, SampleContext } from '#main/providers/event-sample.ts'
import { jsonHeaders } from '#main/providers/event-sample.ts'

const headersOf = (key: string) => (context: SampleContext) =>
  jsonHeaders(
    'Bitbucket-Webhooks/2.0',
    ['X-Event-Key', key],
    ['X-Hook-UUID', context.uuid()],
    ['X-Request-UUID', context.uuid()],
    ['X-Attempt-Number', '1'],
  )

const shared = {
  actor: { type: 'user', display_name: 'Ada', nickname: 'ada' },
  repository: { type: 'repository', name: 'harbour', full_name: 'acme/harbour', is_private: true },
}

/** Events as Bitbucket sends them: https://support.atlassian.com/bitbucket-cloud/docs/event-payloads/ */
export const bitbucketEvents: readonly EventSample[] = [
  {
    eventType: 'repo:push',
    summary: 'A commit is pushed to main',
    headers: headersOf('repo:push'),
    body: (context) => ({
      ...shared,
      push: {
        changes: [
          {
            new: { type: 'branch', name: 'main', target: { hash: context.hex(), message: 'Retry when away\n' } },
            created: false,
            forced: false,
            closed: false,
          },
        ],
      },
    }),
    quickFields: [
      { label: 'Branch', path: 'push.changes.0.new.name' },
      { label: 'Pushed by', path: 'actor.display_name' },
    ],
  },
  {
    eventType: 'pullrequest:created',
    summary: 'A pull request is opened',
    headers: headersOf('pullrequest:created'),
    body: (context) => ({
      ...shared,
      pullrequest: {
        id: context.number(1, 900),
        title: 'Give each attempt its own time-out',
        state: 'OPEN',
        source: { branch: { name: 'attempt-timeout' } },
        destination: { branch: { name: 'main' } },
        created_on: context.now.toISOString(),
      },
    }),
    quickFields: [
      { label: 'Title', path: 'pullrequest.title' },
      { label: 'State', path: 'pullrequest.state' },
    ],
  },
]
