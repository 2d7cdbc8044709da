import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { defaultWorkspaceId } from '#shared/model/id.ts'
import { taskTypes } from '#shared/catalogue/task-types.ts'
import type { Behaviour } from '#test/support/raw-sink.ts'
import { openRawSink } from '#test/support/raw-sink.ts'
import type { RunningService } from '#test/support/service.ts'
import { runService } from '#test/support/service.ts'

const waitOptions = { timeout: 20_000, interval: 50 }
const seconds = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/
const once = { kind: 'schedule', delaysSeconds: [] } as const

/** Answers each status in turn, the last one for ever. */
const answering = (...statuses: number[]): Behaviour => {
  let next = 0
  return (socket) => {
    const status = statuses[Math.min(next, statuses.length - 1)] ?? 200
    next += 1
    socket.end(`HTTP/1.1 ${status} Said\r\nContent-Length: 0\r\n\r\n`)
  }
}

type Answer = { status: number; headers: Headers; body: unknown }

async function ask(creel: RunningService, method: string, path: string, body?: unknown): Promise<Answer> {
  const response = await creel.fetch(path, { method, ...(body !== undefined && { body: JSON.stringify(body) }) })
  const text = await response.text()
  return {
    status: response.status,
    headers: response.headers,
    body: text === '' ? null : (JSON.parse(text) as unknown),
  }
}

const publish = (creel: RunningService) =>
  creel.call('events.publish', {
    type: 'task.created',
    data: taskTypes['task.created'].sample as Record<string, string>,
    metadata: { actorId: 'user_456', accountId: 'acc_123' },
  })

const hmac = (secret: string, text: string | Buffer): string =>
  `sha256=${createHmac('sha256', secret).update(text).digest('hex')}`

const namedHeaders = (headers: readonly (readonly [string, string])[]): Record<string, string> =>
  Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), value]))

test('/v2: headers, key order and signature at the sink; attempts and figures', async () => {
  await using sink = await openRawSink(answering(200, 200, 200, 500, 200))
  await using creel = await runService()
  const secret = 'your_generated_secret_key'
  const made = await ask(creel, 'POST', '/v2/webhooks', { url: sink.url, events: ['task.created'], secret })
  const { id } = made.body as { id: string }
  await creel.call('webhooks.update', { id, retry: once })
  for (let number = 1; number <= 4; number += 1) {
    await publish(creel)
    await expect.poll(() => sink.requests.length, waitOptions).toBe(number)
  }

  const [first] = sink.requests
  const headers = namedHeaders(first?.headers ?? [])
  expect(headers).toMatchObject({
    'content-type': 'application/json',
    'x-taskflow-event': 'task.created',
    'x-taskflow-signature': hmac(secret, first?.body ?? ''),
    'x-taskflow-delivery-id': expect.stringMatching(/^del_/) as string,
  })
  const body = JSON.parse(first?.body.toString() ?? '{}') as Record<string, Record<string, unknown>>
  expect(Object.keys(body)).toEqual(['id', 'type', 'timestamp', 'data', 'metadata'])
  expect(body).toMatchObject({
    timestamp: expect.stringMatching(seconds) as string,
    data: { title: 'Deploy to production', updated_at: expect.stringMatching(seconds) as string },
    metadata: { account_id: 'acc_123', triggered_by: 'user_456' },
  })

  const rate = async (): Promise<unknown> => (await ask(creel, 'GET', `/v2/webhooks/${id}`)).body
  await expect.poll(rate, waitOptions).toMatchObject({
    delivery_success_rate: 0.75,
    last_triggered: expect.stringMatching(seconds) as string,
  })
  const list = (await ask(creel, 'GET', `/v2/webhooks/${id}/deliveries?limit=3`)).body as {
    items: Record<string, unknown>[]
    next_cursor: string | null
  }
  expect(list.items).toHaveLength(3)
  expect(Object.keys(list.items[0] ?? {})).toEqual(
    ['id', 'event_id', 'event_type', 'attempt', 'status', 'status_code'].concat([
      'response_time_ms',
      'error',
      'attempted_at',
    ]),
  )
  expect(list.items[0]).toMatchObject({ event_type: 'task.created', attempt: 1, status: 'failed', status_code: 500 })
  expect(list.items[1]).toMatchObject({
    status: 'delivered',
    status_code: 200,
    error: null,
    response_time_ms: expect.any(Number) as number,
    attempted_at: expect.stringMatching(seconds) as string,
  })
  const rest = await ask(creel, 'GET', `/v2/webhooks/${id}/deliveries?limit=3&cursor=${list.next_cursor}`)
  expect(rest.body).toMatchObject({ items: [{ id: headers['x-taskflow-delivery-id'] }] })
})

test('/v2: the test event is sent though the webhook is disabled and does not take it', async () => {
  await using sink = await openRawSink()
  await using creel = await runService()
  const made = await ask(creel, 'POST', '/v2/webhooks', { url: sink.url, events: ['task.created'], enabled: false })
  const { id } = made.body as { id: string }
  const tested = await ask(creel, 'POST', `/v2/webhooks/${id}/test`, { event_type: 'comment.created' })
  expect(tested.status).toBe(202)
  expect(Object.keys(tested.body as object)).toEqual(['delivery_id', 'event_id'])
  await expect.poll(() => sink.requests.length, waitOptions).toBe(1)
  expect(JSON.parse(sink.requests[0]?.body.toString() ?? '{}')).toMatchObject({
    type: 'comment.created',
    metadata: { test: true },
  })
  const unknown = await ask(creel, 'POST', `/v2/webhooks/${id}/test`, { event_type: 'task.exploded' })
  expect([unknown.status, unknown.body]).toMatchObject([422, { errors: [{ path: 'event_type' }] }])
})

test('/v2: a test counts neither in the success rate nor as what was last triggered', async () => {
  await using sink = await openRawSink(answering(500, 200))
  await using creel = await runService()
  const made = await ask(creel, 'POST', '/v2/webhooks', { url: sink.url, events: ['task.created'] })
  const { id } = made.body as { id: string }
  await ask(creel, 'POST', `/v2/webhooks/${id}/test`, { event_type: 'task.created' })
  const states = async () => (await creel.call('deliveries.list', {})).items.map(({ state }) => state)
  await expect.poll(states, waitOptions).toEqual(['dead_letter'])
  const figures = async (): Promise<unknown> => (await ask(creel, 'GET', `/v2/webhooks/${id}`)).body
  expect(await figures()).toMatchObject({ last_triggered: null, delivery_success_rate: 0 })
  await publish(creel)
  await expect.poll(states, waitOptions).toEqual(['delivered', 'dead_letter'])
  expect(await figures()).toMatchObject({
    last_triggered: expect.stringMatching(seconds) as string,
    delivery_success_rate: 1,
  })
})

const path = '/api/integrations/webhooks'
const configFor = (targetUrl: string) => ({
  name: 'Partner',
  targetUrl,
  events: { taskCreated: true },
  retryPolicy: { maxAttempts: 1, backoffSeconds: 10 },
})

test('the group’s: signature with its time, and both secrets while they are rotated', async () => {
  await using sink = await openRawSink()
  await using creel = await runService()
  const config = configFor(sink.url)
  const made = await ask(creel, 'POST', path, { ...config, secret: 'group-secret' })
  const { id } = made.body as { id: string }
  await publish(creel)
  await expect.poll(() => sink.requests.length, waitOptions).toBe(1)
  const [first] = sink.requests
  const headers = namedHeaders(first?.headers ?? [])
  expect(headers['x-signature']).toBe(hmac('group-secret', `${headers['x-timestamp']}.${first?.body.toString()}`))
  expect(Math.abs(Number(headers['x-timestamp']) - Date.now() / 1000)).toBeLessThan(300)
  const body = JSON.parse(first?.body.toString() ?? '{}') as object
  expect(Object.keys(body)).toEqual(['event', 'groupId', 'timestamp', 'actorId', 'data'])
  expect(body).toMatchObject({ event: 'task.created', groupId: defaultWorkspaceId, actorId: 'user_456' })

  await ask(creel, 'PUT', `${path}/${id}`, { ...config, secret: 'next-secret' })
  await publish(creel)
  await expect.poll(() => sink.requests.length, waitOptions).toBe(2)
  const second = namedHeaders(sink.requests[1]?.headers ?? [])
  const signed = `${second['x-timestamp']}.${sink.requests[1]?.body.toString()}`
  expect(second).toMatchObject({
    'x-signature': hmac('group-secret', signed),
    'x-signature-next': hmac('next-secret', signed),
  })

  await ask(creel, 'PUT', `${path}/${id}`, { ...config, finalizeRotation: true })
  await publish(creel)
  await expect.poll(() => sink.requests.length, waitOptions).toBe(3)
  const third = namedHeaders(sink.requests[2]?.headers ?? [])
  expect(third['x-signature']).toBe(hmac('next-secret', `${third['x-timestamp']}.${sink.requests[2]?.body.toString()}`))
  expect(third).not.toHaveProperty('x-signature-next')
})

/** A webhook of the group's with one delivery that succeeded and one that did not. */
async function withDeadLetter(creel: RunningService, url: string, sunk: () => number): Promise<string> {
  const { id } = (await ask(creel, 'POST', path, configFor(url))).body as { id: string }
  for (let number = 1; number <= 2; number += 1) {
    await publish(creel)
    await expect.poll(sunk, waitOptions).toBe(number)
  }
  const statuses = async (): Promise<unknown> =>
    ((await ask(creel, 'GET', `${path}/${id}/deliveries`)).body as { status: string }[]).map(({ status }) => status)
  await expect.poll(statuses, waitOptions).toEqual(['dead-letter', 'delivered'])
  return id
}

test('the group’s: deliveries in the four words of the document, page by page', async () => {
  await using sink = await openRawSink(answering(200, 500))
  await using creel = await runService()
  const id = await withDeadLetter(creel, sink.url, () => sink.requests.length)
  const list = async (query = ''): Promise<Answer> => ask(creel, 'GET', `${path}/${id}/deliveries${query}`)
  const rows = (await list()).body as Record<string, unknown>[]
  expect(Object.keys(rows[1] ?? {})).toEqual([
    'id',
    'groupId',
    'webhookId',
    'eventType',
    'payloadSummary',
    'status',
    'attempts',
    'lastAttemptAt',
  ])
  expect(rows[0]).toMatchObject({
    webhookId: id,
    eventType: 'task.created',
    payloadSummary: expect.stringMatching(/^task\.created task_\w+ \d+ B$/) as string,
    attempts: 1,
    lastAttemptAt: expect.stringMatching(seconds) as string,
    errorMessage: expect.stringContaining('500') as string,
  })
  expect(((await list('?status=dead-letter')).body as unknown[]).length).toBe(1)
  const page = await list('?limit=1')
  const [, next = ''] = /<([^>]+)>; rel="next"/.exec(page.headers.get('link') ?? '') ?? []
  expect((await ask(creel, 'GET', next)).body).toMatchObject([{ id: rows[1]?.['id'] }])
})

test('the group’s: what failed may be sent again, with the same webhook-id; nothing else may', async () => {
  await using sink = await openRawSink(answering(200, 500, 200))
  await using creel = await runService()
  const id = await withDeadLetter(creel, sink.url, () => sink.requests.length)
  const rows = (await ask(creel, 'GET', `${path}/${id}/deliveries`)).body as Record<string, unknown>[]
  const dead = String(rows[0]?.['id'])
  const replayed = await ask(creel, 'POST', `${path}/${id}/replay/${dead}`)
  expect([replayed.status, replayed.body]).toMatchObject([202, { webhookId: id, eventType: 'task.created' }])
  await expect.poll(() => sink.requests.length, waitOptions).toBe(3)
  expect(namedHeaders(sink.requests[2]?.headers ?? [])['webhook-id']).toBe(
    namedHeaders(sink.requests[1]?.headers ?? [])['webhook-id'],
  )
  const delivered = await ask(creel, 'POST', `${path}/${id}/replay/${String(rows[1]?.['id'])}`)
  expect(delivered.status).toBe(409)
  const other = (await ask(creel, 'POST', path, configFor(sink.url))).body as { id: string }
  expect((await ask(creel, 'POST', `${path}/${other.id}/replay/${dead}`)).status).toBe(404)
})
