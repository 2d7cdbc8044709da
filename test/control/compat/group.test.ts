import { expect, test } from 'vitest'
import { defaultWorkspaceId } from '#shared/model/id.ts'
import type { RunningService } from '#test/support/service.ts'
import { runService } from '#test/support/service.ts'

const path = '/api/integrations/webhooks'
const config = {
  groupId: defaultWorkspaceId,
  name: 'Partner',
  targetUrl: 'https://partner.example.com/hooks',
  secret: 'group-secret',
  enabled: true,
  events: { taskCreated: true, taskCompleted: true },
  headers: { 'X-Team': 'blue', 'X-Api-Key': 'visible-key' },
  retryPolicy: { maxAttempts: 3, backoffSeconds: 10 },
}
const seconds = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/
const keys = [
  'id',
  'groupId',
  'name',
  'targetUrl',
  'enabled',
  'events',
  'headers',
  'retryPolicy',
  'createdAt',
  'updatedAt',
]
const allEvents = ['taskCreated', 'taskUpdated', 'taskCompleted', 'taskApproved', 'taskRejected', 'taskSwapped']

type Answer = { status: number; body: Record<string, unknown> }

async function ask(creel: RunningService, method: string, below: string, body?: unknown): Promise<Answer> {
  const init = { method, ...(body !== undefined && { body: JSON.stringify(body) }) }
  const response = await creel.fetch(`${path}${below}`, init)
  const text = await response.text()
  return { status: response.status, body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>) }
}

const make = async (creel: RunningService, changes: object = {}): Promise<string> =>
  String((await ask(creel, 'POST', '', { ...config, ...changes })).body['id'])

test('a config is made with exactly the keys of the document; the secret is shown this once', async () => {
  await using creel = await runService()
  const { status, body } = await ask(creel, 'POST', '', config)
  expect(status).toBe(201)
  expect(Object.keys(body).toSorted()).toEqual([...keys, 'secret'].toSorted())
  expect(Object.keys(body['events'] as object).toSorted()).toEqual(allEvents.toSorted())
  const masked = { 'X-Team': 'blue', 'X-Api-Key': '••••••••' }
  const shown = {
    groupId: defaultWorkspaceId,
    name: 'Partner',
    targetUrl: config.targetUrl,
    enabled: true,
    events: { taskCreated: true, taskUpdated: false, taskCompleted: true },
    headers: masked,
    retryPolicy: config.retryPolicy,
    createdAt: expect.stringMatching(seconds) as string,
    updatedAt: expect.stringMatching(seconds) as string,
  }
  expect(body).toMatchObject({ ...shown, secret: 'group-secret' })
  const list = (await creel.fetch(path).then((answer) => answer.json())) as Record<string, unknown>[]
  expect(list).toMatchObject([shown])
  expect(Object.keys(list[0] ?? {})).toEqual(keys)
})

test('it has the whole preset, and reads alike on every surface', async () => {
  await using creel = await runService()
  const id = await make(creel)
  expect(await creel.call('webhooks.get', { id })).toMatchObject({
    name: 'Partner',
    url: config.targetUrl,
    events: ['task.created', 'task.completed'],
    signatures: [{ profile: 'group' }],
    envelope: 'group',
    capture: 'summary',
    retry: { kind: 'exponential', firstSeconds: 10, factor: 2, attempts: 3 },
    headers: [
      { name: 'X-Team', value: 'blue', isSecret: false },
      { name: 'X-Api-Key', value: null, isSecret: true },
    ],
  })
  const taskflow = await creel.fetch(`/v2/webhooks/${id}`)
  expect(await taskflow.json()).toMatchObject({ id, events: ['task.created', 'task.completed'], enabled: true })
})

test('a change is whole, keeps a masked value, and keeps events that the document does not know', async () => {
  await using creel = await runService()
  const id = await make(creel)
  await creel.call('webhooks.update', { id, events: ['task.created', 'task.completed', 'benchmark.*'] })
  const { secret: _, ...others } = config
  const changed = await ask(creel, 'PUT', `/${id}`, {
    ...others,
    name: 'Partner 2',
    headers: { 'X-Api-Key': '••••••••' },
    events: { taskSwapped: true },
  })
  expect([changed.status, changed.body['secret']]).toEqual([200, undefined])
  expect(changed.body).toMatchObject({
    name: 'Partner 2',
    headers: { 'X-Api-Key': '••••••••' },
    events: { taskSwapped: true },
  })
  expect(await creel.call('webhooks.get', { id })).toMatchObject({
    events: ['task.swapped', 'benchmark.*'],
    headers: [{ name: 'X-Api-Key', value: null, isSecret: true }],
  })
})

test('a new secret begins a rotation that ends by hand; both sign meanwhile', async () => {
  await using creel = await runService()
  const id = await make(creel)
  const { secret: _, ...others } = config
  const states = async (): Promise<string[]> =>
    (await creel.call('webhooks.get', { id })).secrets.map(({ state }) => state)
  const rotated = await ask(creel, 'PUT', `/${id}`, { ...others, rotateSecret: true })
  expect(rotated.body['secret']).toMatch(/^whsec_/)
  expect(await states()).toEqual(['current', 'previous'])
  const again = await ask(creel, 'PUT', `/${id}`, { ...others, secret: 'third' })
  expect(again.status).toBe(409)
  await ask(creel, 'PUT', `/${id}`, { ...others, finalizeRotation: true })
  expect(await states()).toEqual(['current', 'ended'])
})

test('a list is filtered by event, by being enabled and by text', async () => {
  await using creel = await runService()
  await make(creel, { name: 'One' })
  await make(creel, { name: 'Two', enabled: false, events: { taskSwapped: true } })
  const names = async (query: string): Promise<unknown[]> =>
    ((await creel.fetch(`${path}${query}`).then((answer) => answer.json())) as { name: string }[]).map(
      ({ name }) => name,
    )
  expect(await names('')).toEqual(['One', 'Two'])
  expect(await names('?event=task.swapped')).toEqual(['Two'])
  expect(await names('?enabled=true')).toEqual(['One'])
  expect(await names('?q=tw')).toEqual(['Two'])
  expect(await names(`?groupId=${defaultWorkspaceId}`)).toEqual(['One', 'Two'])
})

test.each<[string, object, string]>([
  ['no name', { name: '' }, 'name'],
  ['a URL that is none', { targetUrl: 'partner' }, 'targetUrl'],
  ['no event', { events: {} }, 'events'],
  ['no event switched on', { events: { taskCreated: false } }, 'events'],
  ['no attempt', { retryPolicy: { maxAttempts: 0, backoffSeconds: 1 } }, 'retryPolicy.maxAttempts'],
  ['a line break in a header', { headers: { 'X-One': 'a\nb' } }, 'headers.0.value'],
])('%s is 422 at its field', async (_, change, field) => {
  await using creel = await runService()
  const { status, body } = await ask(creel, 'POST', '', { ...config, ...change })
  expect(status).toBe(422)
  expect(body).toMatchObject({ code: 'bad-input', errors: [{ path: field }] })
})

test('another group is 403, no token 401; a deleted one is gone', async () => {
  await using creel = await runService()
  expect((await ask(creel, 'POST', '', { ...config, groupId: 'ws_other' })).status).toBe(403)
  expect((await creel.fetch(`${path}?groupId=ws_other`)).status).toBe(403)
  expect((await fetch(`${creel.controlUrl}${path}`)).status).toBe(401)
  const id = await make(creel)
  expect((await ask(creel, 'DELETE', `/${id}`)).status).toBe(204)
  expect((await ask(creel, 'DELETE', `/${id}`)).status).toBe(404)
  expect((await ask(creel, 'PUT', `/${id}`, config)).status).toBe(404)
  expect(await (await creel.fetch(path)).json()).toEqual([])
  expect(await creel.call('webhooks.restore', { id })).toMatchObject({ deletedAt: null })
})
