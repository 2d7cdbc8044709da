import { expect, test } from 'vitest'
import { openRawSink } from '#test/support/raw-sink.ts'
import { runService } from '#test/support/service.ts'
import { ended, listed, onMain, push, sendPush } from '#test/support/trigger-runs.ts'

test('a push makes a task, a second push changes the same one, and another trigger tells that it is done', async () => {
  await using sink = await openRawSink()
  await using creel = await runService()
  const tracked = await creel.call('triggers.create', {
    name: 'Track pushes',
    events: ['github.push'],
    condition: onMain,
    enabled: true,
    actions: [
      {
        kind: 'upsert-task',
        externalId: 'push-{{body.ref}}',
        title: 'Release {{body.after}}',
        priority: 'high',
        assignee: '{{body.pusher.name}}',
      },
    ],
  })
  await creel.call('triggers.create', {
    name: 'Tell of it',
    events: ['task.completed'],
    enabled: true,
    actions: [{ kind: 'deliver', to: { kind: 'url', url: sink.url } }],
  })
  await sendPush(creel)
  await ended(creel, tracked.id, 1)
  await sendPush(creel, { ...push, after: 'def456' })
  const [second] = await ended(creel, tracked.id, 2)
  const { items: tasks } = await creel.call('tasks.list', {})
  expect(tasks).toMatchObject([
    { title: 'Release def456', externalId: 'push-refs/heads/main', priority: 'high', assignee: null, via: 'trigger' },
  ])
  const { root } = await creel.call('runs.trace', { id: second?.requestId ?? '' })
  expect(listed(root).map((line) => line.trim())).toEqual([
    'request POST /',
    'event github.push',
    'run Track pushes',
    'action create or update the task “Release {{body.after}}” known as push-{{body.ref}}',
    'task Task 1 “Release def456” was updated.',
    'event task.updated',
    'event workflow.triggered',
  ])
  const workflow = (await creel.call('events.list', { type: 'workflow.triggered' })).items[0]
  expect((await creel.call('events.get', { id: workflow?.id ?? '' })).data).toMatchObject({
    workflow: { id: tracked.id, name: 'Track pushes', runId: second?.id, outcome: 'succeeded' },
    task: { title: 'Release def456' },
  })
  await creel.call('tasks.complete', { id: tasks[0]?.id ?? '' })
  await expect.poll(() => sink.requests.length, { timeout: 10_000 }).toBe(1)
  expect(JSON.parse(sink.requests[0]?.body.toString() ?? '')).toMatchObject({
    type: 'task.completed',
    data: { title: 'Release def456' },
  })
})

test('an external id that the event leaves empty in part makes no task, and the dry run names what is missing', async () => {
  await using creel = await runService()
  const actions = [{ kind: 'upsert-task' as const, title: 'Order {{data.name}}', externalId: 'x-{{data.id}}' }]
  const trigger = await creel.call('triggers.create', { name: 'T', events: ['order.paid'], enabled: true, actions })
  const tested = await creel.call('triggers.testDraft', { events: ['order.paid'], actions, data: { id: 7 } })
  expect(tested.actions).toMatchObject([
    { possible: true, emptyPlaces: ['data.name'], words: expect.stringContaining('leaves empty: {{data.name}}.') },
  ])
  const refused = await creel.call('triggers.testDraft', { events: ['order.paid'], actions, data: {} })
  expect(refused.actions).toMatchObject([
    {
      possible: false,
      emptyPlaces: ['data.name', 'data.id'],
      words: expect.stringMatching(/leaves \{\{data\.id}} empty\.$/),
    },
  ])
  await creel.call('events.publish', { type: 'order.paid', data: { name: 'A' } })
  const [run] = await ended(creel, trigger.id, 1)
  const failed = await creel.call('runs.get', { id: run?.id ?? '' })
  expect(failed.actions).toMatchObject([
    {
      state: 'failed',
      result: { words: 'The external id “x-{{data.id}}” names no task: the event leaves {{data.id}} empty.' },
    },
  ])
  await creel.call('events.publish', { type: 'order.paid', data: { id: 7, name: 'A' } })
  await ended(creel, trigger.id, 2)
  expect((await creel.call('tasks.list', {})).items).toMatchObject([{ externalId: 'x-7', title: 'Order A' }])
})

test('a place of no field, and braces that are not closed, keep a trigger off', async () => {
  await using creel = await runService()
  const { id, faults } = await creel.call('triggers.create', {
    name: 'T',
    events: ['order.paid'],
    actions: [
      { kind: 'upsert-task', title: '{{dta.x}}', labels: ['ok', '{{data.x'] },
      { kind: 'emit', type: 'a.b', data: { list: [{ name: '{{ data.name }}', other: '{{nope}}' }] } },
    ],
  })
  expect(faults).toEqual([
    { path: 'actions.0.title', message: expect.stringContaining('has {{dta.x}}, which is not a field') },
    { path: 'actions.0.labels.1', message: expect.stringContaining('begins no place') },
    { path: 'actions.1.data.list.0.other', message: expect.stringContaining('{{nope}}') },
  ])
  await expect(creel.call('triggers.update', { id, enabled: true })).rejects.toMatchObject({ code: 'bad-trigger' })
})

test('what an action is refused is told in its words, with one end', async () => {
  await using creel = await runService()
  const trigger = await creel.call('triggers.create', {
    name: 'T',
    events: ['order.paid'],
    enabled: true,
    actions: [{ kind: 'upsert-task', title: 'x', status: 'approved' }],
  })
  await creel.call('events.publish', { type: 'order.paid', data: {} })
  const [run] = await ended(creel, trigger.id, 1)
  const { actions } = await creel.call('runs.get', { id: run?.id ?? '' })
  expect(actions[0]?.result?.words).toMatch(/^A new task cannot be approved: [^.]*\. Make it [^.]*\.$/)
})

test('a delivery of a trigger is made by the template that its action names, by what is published of it when it runs', async () => {
  await using sink = await openRawSink()
  await using creel = await runService()
  const template = await creel.call('templates.create', { name: 'Short', source: '{"text":"{{ data.title }}"}' })
  const to = { kind: 'url' as const, url: sink.url }
  const given = {
    name: 'Tell',
    events: ['task.completed'],
    actions: [
      { kind: 'deliver' as const, to, templateId: 'tpl_slack' },
      { kind: 'deliver' as const, to, templateId: template.id },
    ],
  }
  const trigger = await creel.call('triggers.create', given)
  expect(trigger.faults).toEqual([{ path: 'actions.1.templateId', message: 'was never published: publish it first' }])
  await expect(creel.call('triggers.update', { id: trigger.id, enabled: true })).rejects.toMatchObject({
    code: 'bad-trigger',
  })
  await creel.call('templates.publish', { id: template.id })
  const on = await creel.call('triggers.update', { id: trigger.id, enabled: true })
  expect(on.sentence).toContain(`deliver it to ${sink.url} as “Slack blocks” and deliver it to ${sink.url} as “Short”`)
  await creel.call('templates.update', { id: template.id, source: '{"short":"{{ data.title }}"}' })
  await creel.call('templates.publish', { id: template.id })

  const task = await creel.call('tasks.create', { title: 'Ship it' })
  await creel.call('tasks.complete', { id: task.id })
  await ended(creel, trigger.id, 1)
  await expect.poll(() => sink.requests.length, { timeout: 10_000 }).toBe(2)
  const bodies = sink.requests.map(({ body }) => JSON.parse(body.toString()) as Record<string, unknown>)
  expect(bodies).toEqual(
    expect.arrayContaining([{ short: 'Ship it' }, expect.objectContaining({ blocks: expect.any(Array) })]),
  )
  const dry = await creel.call('triggers.test', { id: trigger.id })
  expect(dry.actions.map(({ detail }) => detail)).toEqual([
    expect.stringContaining('"blocks"'),
    expect.stringContaining('"short": "Ship it"'),
  ])

  await expect(creel.call('templates.delete', { id: template.id })).rejects.toMatchObject({ code: 'conflict' })
  await creel.call('triggers.delete', { id: trigger.id })
  await creel.call('templates.delete', { id: template.id })
  const restored = await creel.call('triggers.restore', { id: trigger.id })
  expect(restored.faults).toEqual([{ path: 'actions.1.templateId', message: 'is a template that is gone' }])
})
