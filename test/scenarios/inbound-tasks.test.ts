import { expect, onTestFinished, test } from 'vitest'
import type { Clock } from '#main/core/ports.ts'
import { systemClock } from '#main/host/clock.ts'
import { callInbound, nowSeconds, openInbound, runSample, signInbound } from '#test/support/inbound-call.ts'
import { openRawSink } from '#test/support/raw-sink.ts'
import { runService } from '#test/support/service.ts'
import { startTunnelRelay } from '#test/support/tunnel-relay.ts'

const waitOptions = { timeout: 20_000, interval: 50 }

/** A Creel whose inbound address is public through a tunnel. */
async function publicInbound(clock?: Clock) {
  const relay = await startTunnelRelay()
  onTestFinished(relay.stop)
  const creel = await runService({ tunnelHost: relay.url }, clock && { clock })
  onTestFinished(() => creel[Symbol.asyncDispose]())
  const secret = await openInbound(creel)
  await creel.call('tunnels.start', {})
  const publicUrl = async () => (await creel.call('inbound.get', {})).publicUrl
  await expect.poll(publicUrl, waitOptions).not.toBeNull()
  return { creel, secret, url: (await publicUrl()) ?? '' }
}

const task = {
  externalId: 'shop-7',
  title: 'Refund',
  status: 'In Progress',
  priority: 'urgent',
  assignee: { login: 'mara' },
}

test('through the tunnel a signed call makes a task, and the next one with its external id changes it', async () => {
  const { creel, secret, url } = await publicInbound()
  const made = await callInbound(url, secret, task)
  expect(made.status).toBe(201)
  expect(made.body).toEqual({
    id: expect.stringMatching(/^task_/),
    groupId: 'ws_00000000000000000000000000',
    externalId: 'shop-7',
    title: 'Refund',
    description: null,
    status: 'in_progress',
    priority: 'critical',
    assignee: { id: 'mara', name: null },
    due: null,
    labels: [],
    category: null,
    createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
    updatedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
  })
  const changed = await callInbound(url, secret, { externalId: 'shop-7', status: 'done', labels: [{ name: 'money' }] })
  expect(changed).toMatchObject({ status: 200, body: { id: made.body['id'], status: 'completed', labels: ['money'] } })
  const same = await callInbound(url, secret, { externalId: 'shop-7', status: 'Done' })
  expect(same.status).toBe(200)
  const types = (await creel.call('events.list', {})).items.map(({ type }) => type)
  expect(types.toReversed()).toEqual(['task.created', 'task.updated', 'task.status_changed', 'task.completed'])
  expect(await creel.call('inbound.get', {})).toMatchObject({ acceptedCount: 3, lastRefusal: null })

  const origin = new URL(url).origin
  const others = [
    '/api/integrations/webhooks',
    '/v2/webhooks',
    '/api/v1/tasks',
    `/api/integrations/inbound/x/other`,
    '/inbound',
  ]
  const statuses = await Promise.all(
    others.map(async (path) => (await fetch(origin + path, { method: 'POST' })).status),
  )
  expect(statuses).toEqual(others.map(() => 404))
  expect((await fetch(url)).status).toBe(404)
})

test('a call through the tunnel is taken 299 s before and after its time-stamp, and refused at 301 s', async () => {
  // A clock that stands still: how long a call takes does not count.
  const seconds = nowSeconds()
  const { secret, url } = await publicInbound({ ...systemClock, now: () => seconds * 1000 })
  const call = async (offset: number) => {
    const how = { timestamp: String(seconds + offset) }
    const { status, body } = await callInbound(url, secret, { externalId: 'a', title: `At ${offset}` }, how)
    return [status, body['detail'] ?? body['title']]
  }
  expect(await call(-299)).toEqual([201, 'At -299'])
  expect(await call(299)).toEqual([200, 'At 299'])
  const refused = [401, 'The X-Timestamp is 301 s from now; at most 300 s are taken.']
  expect((await call(-301)).join(' ')).toContain(refused.join(' '))
  expect((await call(301)).join(' ')).toContain(refused.join(' '))
})

test('a call is taken in any spelling of the time, once, and not a byte changed', async () => {
  const { secret, url } = await publicInbound()
  const call = async (given: object | string, how = {}) => (await callInbound(url, secret, given, how)).status
  expect(await call({ externalId: 'a', title: '4' })).toBe(201)
  expect(await call({ externalId: 'a', title: '5' }, { timestamp: String(Date.now()) })).toBe(200)
  expect(await call({ externalId: 'a', title: '6' }, { timestamp: new Date().toISOString() })).toBe(200)
  expect(await call({ externalId: 'a', title: '7' }, { timestamp: 'yesterday' })).toBe(401)

  const timestamp = String(nowSeconds())
  const body = '{"externalId":"a","title":"8"}'
  expect(await call(body, { timestamp })).toBe(200)
  expect(await call(body, { timestamp })).toBe(409)
  const altered = body.replace('8', '9')
  const signed = { 'x-signature': signInbound(secret, timestamp, body) }
  expect(await call(altered, { timestamp, headers: signed })).toBe(401)
  expect(await call(body, { headers: { 'x-signature': 'sha256=abcd' } })).toBe(401)
  expect((await callInbound(url, 'another secret', body)).status).toBe(401)
  const unsigned = await fetch(url, { method: 'POST', body, headers: { 'content-type': 'application/json' } })
  expect([unsigned.status, unsigned.headers.get('content-type')]).toEqual([401, 'application/problem+json'])
})

test('the list of addresses sees the caller behind the tunnel', async () => {
  const { creel, secret, url } = await publicInbound()
  await creel.call('inbound.update', { allowedIps: ['198.51.100.0/24'] })
  const claimed = { headers: { 'x-forwarded-for': '198.51.100.7' } }
  expect((await callInbound(url, secret, task, claimed)).status).toBe(403)
  await creel.call('inbound.update', { allowedIps: ['203.0.113.9'] })
  expect((await callInbound(url, secret, task)).status).toBe(201)
})

test('switched off looks as an address that nobody has, and so does another group', async () => {
  const { creel, secret, url } = await publicInbound()
  const answerOf = async (to: string) => {
    const answer = await fetch(to, { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } })
    return [answer.status, await answer.text(), [...answer.headers].filter(([name]) => name !== 'date')]
  }
  expect((await callInbound(url, secret, task)).status).toBe(201)
  await creel.call('inbound.update', { enabled: false })
  const off = await answerOf(url)
  expect(off[0]).toBe(404)
  expect(await answerOf(url.replace(/ws_0+/, 'ws_01K9XQ7M4TZ3V8Q5R2W6Y0B1CD'))).toEqual(off)
  expect(await answerOf(`${new URL(url).origin}/nothing`)).toEqual(off)
  expect((await callInbound(url, secret, task)).status).toBe(404)
})

test('scopes, categories and what a body must be are kept to; what is refused leaves nothing and its signature unused', async () => {
  await using creel = await runService()
  const secret = await openInbound(creel)
  const { url } = await creel.call('inbound.get', {})
  const call = async (given: object | string, how = {}) => callInbound(url, secret, given, how)
  expect(await call({ externalId: 'a' })).toMatchObject({ status: 422, body: { errors: [{ path: 'title' }] } })
  expect(await call({ title: 'x', status: 'somewhere' })).toMatchObject({
    status: 422,
    body: { errors: [{ path: 'status' }] },
  })
  expect((await call('not json')).status).toBe(422)
  expect((await call({ title: 'x' }, { headers: { 'content-type': 'text/plain' } })).status).toBe(415)
  expect((await call({ title: 'x', description: 'y'.repeat(1_100_000) })).status).toBe(413)
  const timestamp = String(nowSeconds())
  expect((await call({ externalId: 'a', title: 'x', category: 'Billing' }, { timestamp })).status).toBe(422)
  await creel.call('inbound.update', { mayAddCategories: true })
  expect((await call({ externalId: 'a', title: 'x', category: 'Billing' }, { timestamp })).status).toBe(201)
  await creel.call('inbound.update', { mayUpdate: false })
  expect((await call({ externalId: 'a', title: 'y' })).status).toBe(403)
  await creel.call('inbound.update', { mayUpdate: true, mayCreate: false, mayAddCategories: false })
  expect((await call({ externalId: 'a', title: 'y', category: 'Billing' })).status).toBe(200)
  expect((await call({ externalId: 'b', title: 'y' })).status).toBe(403)
  expect((await call({ externalId: 'a', title: 'y' }, { headers: { 'creel-hops': '4' } })).status).toBe(508)
  await creel.call('inbound.update', { ratePerSecond: 1 })
  const many = await Promise.all(Array.from({ length: 12 }, (_, n) => call({ externalId: 'a', title: String(n) })))
  expect(new Set(many.map(({ status }) => status))).toEqual(new Set([200, 429]))
  expect((await creel.call('tasks.list', {})).items).toHaveLength(1)
  expect(await creel.call('inbound.get', {})).toMatchObject({ lastRefusal: { status: 429 } })
})

test('any JSON becomes a task through a mapping', async () => {
  await using creel = await runService()
  const mapping = {
    fields: {
      externalId: 'issue.key',
      title: 'issue.fields.summary',
      status: 'issue.fields.status.name',
      category: '=Jira',
      labels: 'issue.fields.labels',
    },
    statuses: { 'Ready to ship': 'waiting_for_approval' as const },
    priorities: {},
  }
  const secret = await openInbound(creel, { mapping, mayAddCategories: true })
  const { url } = await creel.call('inbound.get', {})
  const body = {
    webhookEvent: 'jira:issue_updated',
    issue: { key: 'PAY-7', fields: { summary: 'Refund', status: { name: 'Ready to ship' }, labels: ['a', 'b'] } },
  }
  const expected = { title: 'Refund', status: 'waiting_for_approval', category: 'Jira', labels: ['a', 'b'] }
  expect(await creel.call('inbound.preview', { body })).toMatchObject({
    externalId: 'PAY-7',
    changes: expected,
    errors: [],
    outcome: { kind: 'create', status: 201, reason: null, taskId: null },
  })
  expect(await callInbound(url, secret, body)).toMatchObject({
    status: 201,
    body: { externalId: 'PAY-7', ...expected },
  })
  const faulty = await creel.call('inbound.preview', { body: { issue: { fields: { status: { name: '?' } } } } })
  expect(faulty.errors).toMatchObject([{ path: 'status' }])
  expect(faulty.outcome).toMatchObject({ kind: 'refuse', status: 422 })
  const known = await creel.call('inbound.preview', { body })
  expect(known.outcome).toMatchObject({ kind: 'update', status: 200, taskId: expect.stringMatching(/^task_/) })
  expect(known.fields.slice(0, 3)).toEqual([
    { field: 'externalId', place: 'issue.key', found: 'PAY-7', value: 'PAY-7', error: null },
    { field: 'title', place: 'issue.fields.summary', found: 'Refund', value: 'Refund', error: null },
    { field: 'description', place: null, found: null, value: null, error: null },
  ])
  const { sample } = await creel.call('inbound.get', {})
  expect(sample).toContain('{"issue":{"key":"demo-1","fields":{"summary":"A task from outside"}},"priority":"high"}')
  expect(await runSample(sample, secret)).toMatchObject({ externalId: 'demo-1', category: 'Jira', priority: 'high' })
})

test('what came in is not sent back to where it came from, and the count of its hops goes on', async () => {
  await using sink = await openRawSink()
  await using creel = await runService()
  const events = ['task.created']
  const back = await creel.call('webhooks.create', { name: 'Back', url: `${sink.url}/back`, events })
  await creel.call('webhooks.create', { name: 'On', url: `${sink.url}/on`, events })
  const secret = await openInbound(creel, { quietWebhookIds: [back.id] })
  const { url } = await creel.call('inbound.get', {})
  await callInbound(url, secret, task, { headers: { 'creel-hops': '2' } })
  await expect.poll(() => sink.requests.length, waitOptions).toBe(1)
  expect(sink.requests[0]?.target).toBe('/on')
  expect(sink.requests[0]?.headers.find(([name]) => name.toLowerCase() === 'creel-hops')?.[1]).toBe('3')
  expect((await creel.call('deliveries.list', {})).items).toHaveLength(1)
})

test('after a rotation the secret before is accepted until the overlap ends; the secret itself is never shown again', async () => {
  await using creel = await runService()
  await expect(creel.call('inbound.update', { enabled: true })).rejects.toMatchObject({ code: 'bad-secret' })
  const first = await openInbound(creel)
  const { url } = await creel.call('inbound.get', {})
  const { secret: second } = await creel.call('inbound.rotateSecret', {})
  const status = async (secret: string, title: string) =>
    (await callInbound(url, secret, { externalId: 'a', title })).status
  expect([await status(first, '1'), await status(second, '2')]).toEqual([201, 200])
  const { secret: third, inbound } = await creel.call('inbound.rotateSecret', { overlapMs: 0 })
  expect([await status(second, '3'), await status(third, '4')]).toEqual([401, 200])
  expect(JSON.stringify(await creel.call('inbound.get', {}))).not.toContain(third)
  expect(inbound).toMatchObject({ secretHint: `inbound_…${third.slice(-4)}`, previousSecretEndsAt: null })
})

test('the sample that is shown works as it stands', async () => {
  await using creel = await runService()
  const secret = await openInbound(creel, {
    mapping: { fields: {}, statuses: {}, priorities: { höchste: 'critical' } },
  })
  const { sample } = await creel.call('inbound.get', {})
  expect(await runSample(sample, secret)).toMatchObject({ externalId: 'demo-1', priority: 'critical' })
})
