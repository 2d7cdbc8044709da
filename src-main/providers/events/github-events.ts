import type { EventSample, SampleBody, SampleContext } from '#main/providers/event-sample.ts'
import { jsonHeaders } from '#main/providers/event-sample.ts'
import type { HeaderPairs } from '#shared/model/header-pairs.ts'

const people = ['octavia', 'mona', 'hubert', 'linus-p'] as const

const headersOf =
  (event: string) =>
  (context: SampleContext): HeaderPairs =>
    jsonHeaders(
      'GitHub-Hookshot/7c2a9f1',
      ['X-GitHub-Delivery', context.uuid()],
      ['X-GitHub-Event', event],
      ['X-GitHub-Hook-ID', String(context.number(400_000_000, 499_999_999))],
      ['X-GitHub-Hook-Installation-Target-ID', '18240615'],
      ['X-GitHub-Hook-Installation-Target-Type', 'repository'],
    )

const person = (login: string) => ({
  login,
  id: 1_000_000 + login.length,
  type: 'User',
  site_admin: false,
  html_url: `https://github.com/${login}`,
})

const repository = {
  id: 18_240_615,
  name: 'harbour',
  full_name: 'acme/harbour',
  private: false,
  default_branch: 'main',
  html_url: 'https://github.com/acme/harbour',
  clone_url: 'https://github.com/acme/harbour.git',
  owner: { login: 'acme', id: 4210, type: 'Organization' },
}

function push(context: SampleContext): SampleBody {
  const login = context.pick(people)
  const id = context.hex()
  const author = { name: login, email: `${login}@example.com`, username: login }
  const commit = {
    id,
    message: 'Retry a delivery whose receiver was away',
    timestamp: context.now.toISOString(),
    url: `${repository.html_url}/commit/${id}`,
    author,
    committer: author,
    added: [],
    removed: [],
    modified: ['src/deliveries/retry.ts'],
  }
  return {
    ref: 'refs/heads/main',
    before: context.hex(),
    after: id,
    created: false,
    deleted: false,
    forced: false,
    commits: [commit],
    head_commit: commit,
    repository,
    pusher: { name: login, email: author.email },
    sender: person(login),
  }
}

const pullRequest = (action: string, isMerged: boolean) => (context: SampleContext) => {
  const login = context.pick(people)
  const number = context.number(100, 1999)
  return {
    action,
    number,
    pull_request: {
      id: context.number(1_000_000_000, 1_999_999_999),
      number,
      state: isMerged ? 'closed' : 'open',
      title: 'Give each attempt its own time-out',
      body: 'One slow receiver no longer holds up the others.',
      draft: false,
      merged: isMerged,
      html_url: `${repository.html_url}/pull/${number}`,
      user: person(login),
      head: { ref: 'attempt-timeout', sha: context.hex() },
      base: { ref: 'main', sha: context.hex() },
      created_at: context.now.toISOString(),
    },
    repository,
    sender: person(login),
  }
}

function issue(context: SampleContext): SampleBody {
  const login = context.pick(people)
  const number = context.number(100, 1999)
  return {
    action: 'opened',
    issue: {
      id: context.number(1_000_000_000, 1_999_999_999),
      number,
      state: 'open',
      title: 'A refund is shown twice',
      body: 'Seen since yesterday, on the list of payments.',
      html_url: `${repository.html_url}/issues/${number}`,
      user: person(login),
      labels: [{ name: 'bug', color: 'd73a4a' }],
      created_at: context.now.toISOString(),
    },
    repository,
    sender: person(login),
  }
}

const ping = (context: SampleContext) => ({
  zen: 'Practicality beats purity.',
  hook_id: context.number(400_000_000, 499_999_999),
  hook: { type: 'Repository', name: 'web', active: true, events: ['push', 'pull_request'] },
  repository,
  sender: person('mona'),
})

const titleAndNumber = (noun: string) => [
  { label: 'Title', path: `${noun}.title` },
  { label: 'Number', path: `${noun}.number` },
  { label: 'Repository', path: 'repository.full_name' },
]

/** Events as GitHub sends them: https://docs.github.com/webhooks/webhook-events-and-payloads */
export const githubEvents: readonly EventSample[] = [
  {
    eventType: 'push',
    summary: 'A commit is pushed to main',
    headers: headersOf('push'),
    body: push,
    quickFields: [
      { label: 'Branch', path: 'ref' },
      { label: 'Pushed by', path: 'pusher.name' },
      { label: 'Message', path: 'commits.0.message' },
    ],
  },
  {
    eventType: 'pull_request.opened',
    summary: 'A pull request is opened',
    headers: headersOf('pull_request'),
    body: pullRequest('opened', false),
    quickFields: titleAndNumber('pull_request'),
  },
  {
    eventType: 'pull_request.closed',
    summary: 'A pull request is merged',
    headers: headersOf('pull_request'),
    body: pullRequest('closed', true),
    quickFields: [...titleAndNumber('pull_request'), { label: 'Merged', path: 'pull_request.merged' }],
  },
  {
    eventType: 'issues.opened',
    summary: 'An issue is opened',
    headers: headersOf('issues'),
    body: issue,
    quickFields: titleAndNumber('issue'),
  },
  {
    eventType: 'ping',
    summary: 'A webhook is added',
    headers: headersOf('ping'),
    body: ping,
    quickFields: [{ label: 'Zen', path: 'zen' }],
  },
]
