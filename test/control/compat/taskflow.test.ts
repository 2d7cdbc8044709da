import { expect, test } from 'vitest'
import type { RunningService } from '#test/support/service.ts'
import { runService } from '#test/support/service.ts'

const hook = { url: 'https://example.com/hooks', events: ['task.created', 'comment.created'], secret: 'your_secret' }
const seconds = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/
const keys = ['id', 'url', 'events', 'enabled', 'created_at', 'last_triggered', 'delivery_success_rate']

type Answer = { status: number; type: string | null; body: Record<string, unknown> }

async function ask(creel: RunningService, method: string, path: string, body?: unknown): Promise<Answer> {
  const init = { method, ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }) }
  const response = await creel.fetch(path, init)
  const text = await response.text()
  const parsed = text === '' ? {} : (JSON.parse(text) as Record<string, unknown>)
  return { status: response.status, type: response.headers.get('content-type'), body: parsed }
}

const make = async (creel: RunningService, changes: object = {}): Promise<string> =>
  String((await ask(creel, 'POST', '/v2/webhooks', { ...hook, ...changes })).body['id'])

test('a webhook is made with exactly the keys of the document, and without the secret that was given', async () => {
  await using creel = await runService()
  const { status, body } = await ask(creel, 'POST', '/v2/webhooks', hook)
  expect(status).toBe(201)
  expect(Object.keys(body)).toEqual(keys)
  expect(body).toMatchObject({
    id: expect.stringMatching(/^wh_/) as string,
    url: hook.url,
    events: hook.events,
    enabled: true,
    created_at: expect.stringMatching(seconds) as string,
    last_triggered: null,
    delivery_success_rate: 0,
  })
  const without = await ask(creel, 'POST', '/v2/webhooks', { url: hook.url, events: hook.events })
  expect(Object.keys(without.body)).toEqual([...keys, 'secret'])
})

test('under the policy remote a public target is https, and a private one none', async () => {
  await using creel = await runService({ egress: 'remote', egressAllow: ['10.9.0.0/16'] })
  const status = async (url: string) => (await ask(creel, 'POST', '/v2/webhooks', { ...hook, url })).status
  expect(await status('http://example.com/hooks')).toBe(422)
  expect(await status('HTTP://example.com/hooks')).toBe(422)
  expect(await status('http://10.0.0.1/hooks')).toBe(422)
  expect(await status('http://10.9.0.1/hooks')).toBe(201)
  expect(await status('https://example.com/hooks')).toBe(201)
  const id = await make(creel)
  expect((await ask(creel, 'PATCH', `/v2/webhooks/${id}`, { url: 'http://example.com/' })).status).toBe(422)
})

test('it has the whole preset, and reads alike on every surface', async () => {
  await using creel = await runService()
  const id = await make(creel, { enabled: false })
  expect(await creel.call('webhooks.get', { id })).toMatchObject({
    name: 'example.com',
    status: 'disabled',
    signatures: [{ profile: 'taskflow' }],
    envelope: 'taskflow',
    timeoutMs: 5000,
    retry: { kind: 'schedule', delaysSeconds: [5, 30, 300, 3600, 21_600], jitter: { share: 0 } },
    dailyQuota: 1000,
    maxBodyBytes: 10_000_000,
  })
  const group = await creel.fetch('/api/integrations/webhooks')
  expect(await group.json()).toMatchObject([
    { id, targetUrl: hook.url, enabled: false, events: { taskCreated: true, taskUpdated: false } },
  ])
  const one = await ask(creel, 'GET', `/v2/webhooks/${id}`)
  expect(Object.keys(one.body)).toEqual(keys)
  expect(one.body).toMatchObject({ id, enabled: false })
})

test('it is listed, changed and deleted', async () => {
  await using creel = await runService()
  const [first, second] = [await make(creel), await make(creel)]
  const page = await ask(creel, 'GET', '/v2/webhooks?limit=1')
  expect(page.body).toMatchObject({ items: [{ id: first }], next_cursor: first })
  const rest = await ask(creel, 'GET', `/v2/webhooks?limit=1&cursor=${first}`)
  expect(rest.body).toMatchObject({ items: [{ id: second }], next_cursor: null })
  const changed = await ask(creel, 'PATCH', `/v2/webhooks/${first}`, {
    enabled: false,
    secret: 'another',
    events: ['task.*'],
  })
  expect(changed.body).toMatchObject({ id: first, enabled: false, events: ['task.*'], url: hook.url })
  const { secrets } = await creel.call('webhooks.get', { id: first })
  expect(secrets.map(({ state }) => state)).toEqual(['current', 'ended'])
  expect((await ask(creel, 'DELETE', `/v2/webhooks/${first}`)).status).toBe(204)
  expect((await ask(creel, 'GET', `/v2/webhooks/${first}`)).status).toBe(404)
  expect((await ask(creel, 'DELETE', `/v2/webhooks/${first}`)).status).toBe(404)
})

test.each<[string, unknown, string]>([
  ['no URL', { events: hook.events }, 'url'],
  ['a URL that is none', { ...hook, url: 'hooks' }, 'url'],
  ['another scheme', { ...hook, url: 'ftp://example.com/' }, 'url'],
  ['credentials in the URL', { ...hook, url: 'https://a:b@example.com/' }, 'url'],
  ['no events', { url: hook.url }, 'events'],
  ['an empty list of events', { ...hook, events: [] }, 'events'],
  ['a type that nobody knows', { ...hook, events: ['task.created', 'task.exploded'] }, 'events.1'],
  ['a secret that is no text', { ...hook, secret: 5 }, 'secret'],
  ['a body that is no object', [1], ''],
])('%s is 422 at its field', async (_, body, path) => {
  await using creel = await runService()
  const answer = await ask(creel, 'POST', '/v2/webhooks', body)
  expect(answer.status).toBe(422)
  expect(answer.type).toMatch(/^application\/problem\+json/)
  expect(answer.body).toMatchObject({ code: 'bad-input', status: 422, errors: [{ path }] })
})

test('who has no token, no JSON or an eleventh webhook is refused', async () => {
  await using creel = await runService()
  const open = await fetch(`${creel.controlUrl}/v2/webhooks`)
  expect(open.status).toBe(401)
  const plain = await creel.fetch('/v2/webhooks', {
    method: 'POST',
    body: 'x',
    headers: { 'content-type': 'text/plain' },
  })
  expect(plain.status).toBe(415)
  for (let number = 0; number < 10; number += 1) await make(creel)
  const eleventh = await ask(creel, 'POST', '/v2/webhooks', hook)
  expect([eleventh.status, eleventh.body['code']]).toEqual([409, 'webhook-limit-reached'])
  expect((await ask(creel, 'GET', '/v2/webhooks/wh_01K9XQ7M4TZ3V8Q5R2W6Y0B1CD')).status).toBe(404)
})
