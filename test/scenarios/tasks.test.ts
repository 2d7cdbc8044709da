import { expect, test } from 'vitest'
import { openRawSink } from '#test/support/raw-sink.ts'
import { runService } from '#test/support/service.ts'

const waitOptions = { timeout: 20_000, interval: 50 }

test('a task is made, changed, commented, deleted and brought back; each is in its history with its events', async () => {
  await using creel = await runService()
  const made = await creel.call('tasks.create', { title: 'Deploy', assignee: 'Mara', labels: ['release'] })
  expect(made).toMatchObject({
    number: 1,
    status: 'open',
    via: 'api',
    assignee: { id: 'Mara', name: 'Mara' },
    assignmentHistory: [{ assignee: { id: 'Mara', name: 'Mara' } }],
  })
  const { id } = made
  await creel.call('tasks.update', { id, priority: 'critical', due: '2026-12-01' })
  await creel.call('tasks.assign', { id, assignee: { id: 'user_789', name: 'Jonas' } })
  const comment = await creel.call('tasks.comment', { id, body: 'The smoke tests are green.' })
  await creel.call('tasks.delete', { id })
  await expect(creel.call('tasks.update', { id, title: 'Other' })).rejects.toMatchObject({ code: 'task-not-found' })
  expect((await creel.call('tasks.list', { deleted: true })).items).toMatchObject([{ id }])
  await creel.call('tasks.restore', { id })

  expect(await creel.call('tasks.get', { id })).toMatchObject({
    priority: 'critical',
    due: '2026-12-01',
    assignee: { id: 'user_789', name: 'Jonas' },
    assignmentHistory: [{ assignee: { id: 'Mara' } }, { assignee: { id: 'user_789' } }],
    commentCount: 1,
    deletedAt: null,
  })
  expect((await creel.call('tasks.comments', { id })).items).toEqual([comment])
  const { items } = await creel.call('tasks.history', { id })
  expect(items.map(({ kind, events }) => [kind, ...events.map(({ type }) => type)])).toEqual([
    ['restored', 'task.updated'],
    ['deleted', 'task.deleted'],
    ['commented', 'comment.created'],
    ['assigned', 'task.updated', 'task.assigned'],
    ['changed', 'task.updated'],
    ['created', 'task.created'],
  ])
  expect(items[4]?.changes).toEqual([
    { path: 'priority', from: null, to: 'critical' },
    { path: 'due', from: null, to: '2026-12-01' },
  ])
  const page = await creel.call('tasks.history', { id, limit: 2 })
  const next = await creel.call('tasks.history', { id, limit: 10, cursor: page.nextCursor ?? '' })
  expect([...page.items, ...next.items]).toEqual(items)
})

test('what a task sends out reaches the webhooks that take it, and the task shows what it caused', async () => {
  await using sink = await openRawSink()
  await using creel = await runService()
  await creel.call('webhooks.create', { name: 'Flow', url: sink.url, events: ['task.completed'], preset: 'taskflow' })
  const { id } = await creel.call('tasks.create', { title: 'Deploy', priority: 'high' })
  await creel.call('tasks.complete', { id })
  await creel.call('tasks.complete', { id })
  await expect.poll(() => sink.requests.length, waitOptions).toBe(1)
  expect(JSON.parse(sink.requests[0]?.body.toString() ?? '{}')).toMatchObject({
    type: 'task.completed',
    data: { id, title: 'Deploy', status: 'completed', priority: 'high' },
    metadata: { triggered_by: 'local' },
  })
  const { items } = await creel.call('tasks.deliveries', { id })
  expect(items).toMatchObject([{ eventType: 'task.completed' }])
  expect(await creel.call('tasks.get', { id })).toMatchObject({ deliveryCount: 1 })
  const sent = await creel.call('tasks.events', {})
  expect(sent.items.map(({ type, deliveries }) => [type, deliveries.length])).toEqual([
    ['task.completed', 1],
    ['task.status_changed', 0],
    ['task.updated', 0],
    ['task.created', 0],
  ])
})

test('what cannot be is refused in words, and leaves nothing behind', async () => {
  await using creel = await runService()
  const first = await creel.call('tasks.create', { title: 'First', externalId: 'jira-1' })
  const second = await creel.call('tasks.create', { title: 'Second', dependencies: [first.id], parentId: first.id })
  const refusals = [
    [() => creel.call('tasks.create', { title: 'Third', externalId: 'jira-1' }), 'bad-task'],
    [() => creel.call('tasks.update', { id: first.id, dependencies: [second.id] }), 'bad-task'],
    [() => creel.call('tasks.update', { id: first.id, parentId: second.id }), 'bad-task'],
    [() => creel.call('tasks.update', { id: first.id, dependencies: [first.id] }), 'bad-task'],
    [() => creel.call('tasks.update', { id: first.id, parentId: second.id.replace(/..$/, 'ZZ') }), 'bad-task'],
    [() => creel.call('tasks.approve', { id: first.id }), 'conflict'],
    [() => creel.call('tasks.swap', { id: first.id, withId: second.id }), 'conflict'],
    [() => creel.call('tasks.create', { title: 'Third', status: 'approved' }), 'conflict'],
    [() => creel.call('tasks.upsert', { externalId: 'E9', title: 'Third', status: 'rejected' }), 'conflict'],
    [() => creel.call('tasks.create', { title: '' }), 'bad-input'],
  ] as const
  for (const [call, code] of refusals) await expect(call()).rejects.toMatchObject({ code })
  expect((await creel.call('events.list', {})).items).toHaveLength(2)
  expect((await creel.call('tasks.history', { id: first.id })).items).toHaveLength(1)
})

test('tasks are found by column, assignee, label, category and words, page by page', async () => {
  await using creel = await runService()
  const project = await creel.call('taskProjects.create', { name: 'Website' })
  await creel.call('tasks.create', { title: 'Refund 100%', labels: ['money'], category: 'Billing' })
  await creel.call('tasks.create', { title: 'Deploy', status: 'in_progress', assignee: 'Mara', projectId: project.id })
  await creel.call('tasks.create', { title: 'Certificate', status: 'completed', category: 'Billing' })
  const titles = async (filter: object) =>
    (await creel.call('tasks.list', filter)).items.map(({ title }) => title).join(', ')
  expect(await titles({})).toBe('Certificate, Deploy, Refund 100%')
  expect(await titles({ column: 'done' })).toBe('Certificate')
  expect(await titles({ assignee: 'Mara' })).toBe('Deploy')
  expect(await titles({ label: 'money' })).toBe('Refund 100%')
  expect(await titles({ category: 'Billing' })).toBe('Certificate, Refund 100%')
  expect(await titles({ projectId: project.id })).toBe('Deploy')
  expect(await titles({ q: '100%' })).toBe('Refund 100%')
  expect(await titles({ q: '%00' })).toBe('')
  expect(await creel.call('tasks.count', {})).toEqual({ open: 1, in_progress: 1, waiting: 0, done: 1 })
  const first = await creel.call('tasks.list', { limit: 2 })
  const rest = await creel.call('tasks.list', { limit: 2, cursor: first.nextCursor ?? '' })
  expect([...first.items, ...rest.items].map(({ number }) => number)).toEqual([3, 2, 1])
  await expect(creel.call('taskProjects.delete', { id: project.id })).rejects.toMatchObject({ code: 'conflict' })
})

test('many changes of one task at once are told in an order that adds up', async () => {
  await using creel = await runService()
  const { id } = await creel.call('tasks.create', { title: '0' })
  await Promise.all(
    Array.from({ length: 30 }, (_, index) => creel.call('tasks.update', { id, title: String(index + 1) })),
  )
  const { items } = await creel.call('tasks.history', { id })
  const changes = items
    .toReversed()
    .slice(1)
    .map((entry) => entry.changes[0])
  expect(changes).toHaveLength(30)
  let title: unknown = '0'
  for (const change of changes) {
    expect(change?.from).toBe(title)
    title = change?.to
  }
  expect((await creel.call('tasks.get', { id })).title).toBe(title)
})

test('another system tells of a task by its own name for it: made once, changed after, unchanged where nothing differs', async () => {
  await using creel = await runService()
  const tell = (fields: object) => creel.call('tasks.upsert', { externalId: 'jira/PAY 7', ...fields })
  await expect(tell({ status: 'open' })).rejects.toMatchObject({ code: 'bad-task', errors: [{ path: 'title' }] })
  const first = await tell({ title: 'Refund', labels: ['money'] })
  const second = await tell({ title: 'Refund twice' })
  const third = await tell({ title: 'Refund twice', labels: ['money'] })
  expect([first.kind, second.kind, third.kind]).toEqual(['created', 'updated', 'unchanged'])
  expect(third.task).toMatchObject({ id: first.task.id, title: 'Refund twice', labels: ['money'] })
  expect((await creel.call('events.list', {})).items.map(({ type }) => type)).toEqual(['task.updated', 'task.created'])
})
