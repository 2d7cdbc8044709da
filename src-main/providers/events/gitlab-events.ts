import type { EventSample, SampleContext } from '#main/providers/event-sample.ts'
import { jsonHeaders } from '#main/providers/event-sample.ts'

const headersOf = (event: string) => (context: SampleContext) =>
  jsonHeaders(
    'GitLab/18.6.0',
    ['X-Gitlab-Event', event],
    ['X-Gitlab-Instance', 'https://gitlab.example.com'],
    ['X-Gitlab-Event-UUID', context.uuid()],
    ['Idempotency-Key', context.uuid()],
  )

const project = {
  id: 15,
  name: 'Harbour',
  path_with_namespace: 'acme/harbour',
  default_branch: 'main',
  web_url: 'https://gitlab.example.com/acme/harbour',
}

/** Events as GitLab sends them: https://docs.gitlab.com/user/project/integrations/webhook_events/ */
export const gitlabEvents: readonly EventSample[] = [
  {
    eventType: 'push',
    summary: 'A commit is pushed to main',
    headers: headersOf('Push Hook'),
    body: (context) => ({
      object_kind: 'push',
      event_name: 'push',
      before: context.hex(),
      after: context.hex(),
      ref: 'refs/heads/main',
      user_name: 'Ada',
      user_username: 'ada',
      project,
      commits: [
        {
          id: context.hex(),
          message: 'Retry a delivery whose receiver was away',
          timestamp: context.now.toISOString(),
          author: { name: 'Ada', email: 'ada@example.com' },
        },
      ],
      total_commits_count: 1,
    }),
    quickFields: [
      { label: 'Branch', path: 'ref' },
      { label: 'Pushed by', path: 'user_name' },
    ],
  },
  {
    eventType: 'merge_request',
    summary: 'A merge request is opened',
    headers: headersOf('Merge Request Hook'),
    body: (context) => ({
      object_kind: 'merge_request',
      event_type: 'merge_request',
      user: { id: 1, name: 'Ada', username: 'ada' },
      project,
      object_attributes: {
        id: context.number(1000, 99_999),
        iid: context.number(1, 900),
        title: 'Give each attempt its own time-out',
        state: 'opened',
        action: 'open',
        source_branch: 'attempt-timeout',
        target_branch: 'main',
      },
    }),
    quickFields: [
      { label: 'Title', path: 'object_attributes.title' },
      { label: 'Action', path: 'object_attributes.action' },
    ],
  },
]
