import type { OperationName } from '#shared/contract/operations.ts'

/** One column of a table: a field, those within others as `outer.inner`. */
export type Column = { title: string; field: string }

const requestColumns = {
  id: 'id',
  received: 'receivedAt',
  method: 'method',
  status: 'status',
  signature: 'verification.state',
  event: 'eventType',
  path: 'path',
  summary: 'summary',
}

// Why stands before what is long in every row: a terminal cuts lines at its width.
const deliveryColumns = {
  id: 'id',
  state: 'state',
  event: 'eventType',
  attempts: 'attemptCount',
  answer: 'lastStatus',
  why: 'reason',
  updated: 'updatedAt',
  kind: 'kind',
  target: 'targetUrl',
}

const attemptColumns = {
  number: 'number',
  began: 'startedAt',
  answer: 'status',
  ms: 'timing.totalMs',
  failure: 'errorClass',
  why: 'reason',
}

const chosen: Partial<Record<OperationName, Record<string, string>>> = {
  'requests.list': requestColumns,
  'requests.deliveries': { id: 'id', state: 'state', kind: 'kind', updated: 'updatedAt', target: 'targetUrl' },
  'deliveries.list': deliveryColumns,
  'deliveries.attempts': attemptColumns,
  'sources.list': { id: 'id', name: 'name', requests: 'requestCount', last: 'lastRequestAt', url: 'url' },
  'apiKeys.list': {
    id: 'id',
    name: 'name',
    key: 'hint',
    role: 'role',
    state: 'state',
    used: 'lastUsedAt',
    expires: 'expiresAt',
  },
  'views.list': { id: 'id', name: 'name', filter: 'q' },
  'tunnels.list': { id: 'id', driver: 'driver', state: 'state.kind', url: 'state.url', problem: 'state.problem' },
  'events.list': { id: 'id', type: 'type', time: 'time', source: 'source', summary: 'summary' },
  'eventTypes.list': { name: 'name', version: 'version', group: 'group', description: 'description' },
  'webhooks.list': { id: 'id', name: 'name', status: 'status', events: 'events', rate: 'successRate', url: 'url' },
  'webhooks.deliveries': deliveryColumns,
  'webhooks.attempts': {
    delivery: 'deliveryId',
    event: 'eventType',
    ...attemptColumns,
  },
  'tasks.list': { id: 'id', status: 'status', priority: 'priority', assignee: 'assignee.id', title: 'title' },
  'tasks.history': { at: 'at', kind: 'kind', actor: 'actor.id', via: 'via', note: 'note', changes: 'changes' },
  'tasks.events': { id: 'id', time: 'time', type: 'type', task: 'taskId', title: 'taskTitle' },
  'tasks.deliveries': { id: 'id', state: 'state', event: 'eventType', updated: 'updatedAt', target: 'targetUrl' },
  'tasks.comments': { id: 'id', created: 'createdAt', author: 'author.id', body: 'body' },
  'taskmaster.list': {
    id: 'id',
    state: 'state',
    tasks: 'taskCount',
    synced: 'syncedAt',
    folder: 'folder',
    problem: 'problem',
  },
  'taskmaster.conflicts': { at: 'at', task: 'taskTitle', field: 'field', taken: 'taken', replaced: 'replaced' },
  'templates.list': {
    id: 'id',
    name: 'name',
    language: 'language',
    format: 'format',
    published: 'publishedVersion',
    draft: 'hasDraft',
    updated: 'updatedAt',
  },
  'inbound.calls': {
    at: 'at',
    outcome: 'outcome',
    status: 'status',
    count: 'count',
    from: 'remoteAddress',
    task: 'taskId',
    why: 'reason',
  },
  'triggers.list': {
    id: 'id',
    name: 'name',
    on: 'enabled',
    today: 'runsToday',
    last: 'lastRunState',
    says: 'sentence',
  },
  'triggers.runs': { id: 'id', state: 'state', event: 'eventType', began: 'createdAt', why: 'reason' },
  'runs.list': {
    id: 'id',
    trigger: 'triggerName',
    state: 'state',
    event: 'eventType',
    began: 'createdAt',
    why: 'reason',
  },
  'checks.list': { id: 'id', state: 'state', score: 'score', provider: 'provider', created: 'createdAt', url: 'url' },
  'sources.scripts': { name: 'name', answers: 'words', about: 'about' },
  'simulations.list': {
    id: 'id',
    state: 'state',
    sent: 'sent',
    unexpected: 'unexpected',
    scenario: 'scenario',
    provider: 'recipe.provider',
    event: 'recipe.eventType',
    last: 'last.outcome',
  },
  'simulations.sends': { number: 'number', event: 'event', reason: 'reason', answer: 'status', outcome: 'outcome' },
  'simulations.scenarios': { name: 'name', provider: 'recipe.provider', event: 'recipe.eventType' },
  'session.list': { id: 'id', created: 'createdAt' },
}

/** The columns of a list: those chosen for it, else all its fields. */
export const columnsOf = (name: OperationName, fields: string[]): Column[] =>
  Object.entries(chosen[name] ?? Object.fromEntries(fields.map((field) => [field, field]))).map(([title, field]) => ({
    title,
    field,
  }))
