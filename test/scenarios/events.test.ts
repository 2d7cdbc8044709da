import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runService } from '#test/support/service.ts'
import type { RunningService } from '#test/support/service.ts'

const order = { type: 'order.paid', data: { id: 'o_1', total: 49.9 } }

const publish = async (creel: RunningService, body: object, key?: string): Promise<Response> =>
  creel.fetch('/api/v1/events', {
    method: 'POST',
    body: JSON.stringify(body),
    ...(key !== undefined && { headers: { 'idempotency-key': key } }),
  })

test('an event is published, read back whole and listed', async () => {
  await using creel = await runService()
  const published = await creel.call('events.publish', {
    ...order,
    source: 'shop',
    time: '2026-03-02T08:30:00.000Z',
    metadata: { actorId: 'user_1', shift: 'early' },
    priority: 5,
  })
  const { isDuplicate, ...event } = published
  expect(isDuplicate).toBe(false)
  expect(event).toMatchObject({
    ...order,
    version: 1,
    source: 'shop',
    time: '2026-03-02T08:30:00.000Z',
    metadata: { actorId: 'user_1', shift: 'early' },
    priority: 5,
    requestId: null,
  })
  expect(await creel.call('events.get', { id: event.id })).toEqual(event)
  expect((await creel.call('events.list', {})).items).toMatchObject([{ id: event.id, type: 'order.paid' }])
})

test('each accepted request is one event, in the order of all others; a refused one is none', async () => {
  await using creel = await runService()
  const source = await creel.firstSource()
  const first = await creel.call('events.publish', order)
  const body = JSON.stringify({ type: 'invoice.paid', id: 'evt_9' })
  await fetch(`${source.url}/hook?x=1`, { method: 'POST', body, headers: { 'content-type': 'application/json' } })
  await creel.call('sources.update', { id: source.id, allowedIps: ['192.0.2.1'] })
  expect((await fetch(source.url, { method: 'POST', body: 'no' })).status).toBe(403)
  await creel.call('sources.update', { id: source.id, allowedIps: [], provider: 'github', verificationPolicy: 'soft' })
  await fetch(source.url, { method: 'POST', body: '{}', headers: { 'x-github-event': 'pull_request' } })
  const last = await creel.call('events.publish', order)

  await expect.poll(async () => (await creel.call('events.list', {})).items.length).toBe(4)
  const { items } = await creel.call('events.list', {})
  expect(items.map(({ type }) => type)).toEqual(['order.paid', 'github.pull_request', 'request.received', 'order.paid'])
  expect([items[0]?.id, items[3]?.id]).toEqual([last.id, first.id])
  expect(await creel.call('events.get', { id: items[2]?.id ?? '' })).toMatchObject({
    source: `source/${source.id}`,
    providerType: 'invoice.paid',
    metadata: { verification: 'skipped' },
    data: { method: 'POST', path: '/hook?x=1', body: { type: 'invoice.paid', id: 'evt_9' }, bodyBytes: body.length },
  })

  const pages: string[] = []
  for (let cursor: string | undefined; ;) {
    const page = await creel.call('events.list', { limit: 1, ...(cursor !== undefined && { cursor }) })
    pages.push(...page.items.map(({ id }) => id))
    if (page.nextCursor === null) break
    cursor = page.nextCursor
  }
  expect(pages).toEqual(items.map(({ id }) => id))
  expect((await creel.call('events.list', { type: 'github.*' })).items).toHaveLength(1)
})

test('data that is not as its type says is refused by field; a type that nobody described takes anything', async () => {
  await using creel = await runService()
  await expect(
    creel.call('events.publish', { type: 'task.created', data: { id: 5, title: 'Write', status: 'open' } }),
  ).rejects.toMatchObject({
    code: 'bad-event',
    errors: expect.arrayContaining([
      { path: 'data.id', message: 'must be string' },
      { path: 'data.priority', message: 'is missing' },
    ]) as unknown[],
  })
  await expect(creel.call('events.publish', { type: 'system.delivery_dead' })).rejects.toMatchObject({
    code: 'bad-event',
    errors: [{ path: 'type' }],
  })
  await expect(creel.call('events.publish', { ...order, version: 2 })).rejects.toMatchObject({
    code: 'event-type-not-found',
  })
  expect(await creel.call('events.publish', { type: 'anything.at_all', data: { a: [1, null] } })).toMatchObject({
    version: 1,
  })
})

test('a type of one’s own is described, checked, versioned and deleted', async () => {
  await using creel = await runService()
  const jsonSchema = {
    type: 'object',
    required: ['id'],
    properties: { id: { type: 'string', pattern: '^o_[0-9]+$' }, code: { type: 'string', pattern: '^(a+)+$' } },
  }
  const name = 'order.paid'
  const sample = { id: 'o_1' }
  expect(await creel.call('eventTypes.create', { name, jsonSchema, sample, description: 'Paid.' })).toMatchObject({
    version: 1,
    group: 'order',
    isOwn: true,
  })
  await expect(creel.call('events.publish', { type: name, data: { id: 'x' } })).rejects.toMatchObject({
    errors: [{ path: 'data.id' }],
  })
  // A pattern that would keep the usual engine busy for longer than the universe is old.
  await expect(
    creel.call('events.publish', { type: name, data: { id: 'o_1', code: `${'a'.repeat(60)}!` } }),
  ).rejects.toMatchObject({ errors: [{ path: 'data.code' }] })

  await creel.call('eventTypes.addVersion', {
    name,
    jsonSchema: { type: 'object', required: ['total'] },
    sample: { total: 1 },
  })
  expect(await creel.call('events.publish', { type: name, data: { total: 2 } })).toMatchObject({ version: 2 })
  expect(await creel.call('events.publish', { type: name, version: 1, data: sample })).toMatchObject({ version: 1 })
  expect((await creel.call('eventTypes.list', {})).items.at(-1)).toMatchObject({
    name,
    version: 2,
    description: 'Paid.',
  })
  expect(await creel.call('eventTypes.update', { name, description: 'An order was paid.' })).toMatchObject({
    version: 2,
  })
  await creel.call('eventTypes.delete', { name })
  await expect(creel.call('eventTypes.get', { name })).rejects.toMatchObject({ code: 'event-type-not-found' })
})

test.each<[string, object, string, string]>([
  ['a schema that is none', { jsonSchema: { type: 'objekt' } }, 'bad-input', 'jsonSchema'],
  ['a schema that refers elsewhere', { jsonSchema: { $ref: 'https://example.com/x' } }, 'bad-input', 'jsonSchema'],
  [
    'a pattern that RE2 does not know',
    { jsonSchema: { properties: { a: { pattern: '(?=a)' } } } },
    'bad-input',
    'jsonSchema',
  ],
  ['a sample that the schema refuses', { jsonSchema: { type: 'object', required: ['a'] } }, 'bad-event', 'sample.a'],
])('%s is refused', async (_, change, code, path) => {
  await using creel = await runService()
  const call = creel.call('eventTypes.create', { name: 'order.paid', jsonSchema: {}, sample: {}, ...change })
  await expect(call).rejects.toMatchObject({ code, errors: [{ path }] })
})

test('what comes with Creel cannot be described anew or changed', async () => {
  await using creel = await runService()
  const described = { name: 'task.created', jsonSchema: {}, sample: {} }
  await expect(creel.call('eventTypes.create', described)).rejects.toMatchObject({ code: 'conflict' })
  await expect(creel.call('eventTypes.update', { name: 'task.created', description: 'x' })).rejects.toMatchObject({
    code: 'conflict',
  })
  await expect(creel.call('eventTypes.delete', { name: 'task.created' })).rejects.toMatchObject({ code: 'conflict' })
})

test('the same Idempotency-Key publishes once, over a restart too; for another event it is refused', async () => {
  const home = mkdtempSync(join(tmpdir(), 'creel-events-'))
  let id = ''
  {
    await using creel = await runService({ home })
    const answers = await Promise.all([1, 2, 3].map(() => publish(creel, order, 'key-1')))
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201])
    const ids = await Promise.all(answers.map(async (answer) => ((await answer.json()) as { id: string }).id))
    expect(new Set(ids).size).toBe(1)
    id = ids[0] ?? ''
  }
  await using creel = await runService({ home })
  expect(await (await publish(creel, order, 'key-1')).json()).toMatchObject({ id, isDuplicate: true })
  const other = await publish(creel, { ...order, data: { id: 'o_2' } }, 'key-1')
  expect([other.status, ((await other.json()) as { code: string }).code]).toEqual([409, 'idempotency-conflict'])
  expect((await creel.call('events.list', {})).items).toHaveLength(1)
  rmSync(home, { recursive: true })
})

test('an equal dedupe key within the window stands for the event before; another type has its own', async () => {
  await using creel = await runService()
  const first = await creel.call('events.publish', { ...order, dedupeKey: 'o_1' })
  expect(await creel.call('events.publish', { ...order, dedupeKey: 'o_1' })).toMatchObject({
    id: first.id,
    isDuplicate: true,
  })
  expect(await creel.call('events.publish', { ...order, type: 'order.sent', dedupeKey: 'o_1' })).toMatchObject({
    isDuplicate: false,
  })
  expect(await creel.call('events.publish', { ...order, dedupeKey: 'o_2' })).toMatchObject({ isDuplicate: false })
})
