import { Webhook as Verifier } from 'standardwebhooks'
import { expect, test } from 'vitest'
import type { RunningService } from '#test/support/service.ts'
import { runService } from '#test/support/service.ts'
import type { Behaviour } from '#test/support/raw-sink.ts'
import { openRawSink } from '#test/support/raw-sink.ts'

const waitOptions = { timeout: 20_000, interval: 50 }

const answering =
  (statuses: readonly number[], headers = ''): Behaviour =>
  (socket) => {
    const status = statuses[0] ?? 200
    if (statuses.length > 1) (statuses as number[]).shift()
    socket.end(`HTTP/1.1 ${status} Said\r\n${headers}Content-Length: 2\r\n\r\nok`)
  }

const soon = { kind: 'schedule', delaysSeconds: [0, 0] } as const

const publish = (creel: RunningService, type = 'order.paid') =>
  creel.call('events.publish', { type, data: { id: 'o_1', total: 49.9 } })

const statesOf = async (creel: RunningService): Promise<string[]> =>
  (await creel.call('deliveries.list', {})).items.map(({ state }) => state)

test('a published event reaches the webhooks that take it, signed, with what it is', async () => {
  await using sink = await openRawSink()
  await using creel = await runService()
  const made = await creel.call('webhooks.create', { name: 'All', url: `${sink.url}/in`, events: ['order.*'] })
  await creel.call('webhooks.create', { name: 'None', url: `${sink.url}/no`, events: ['comment.*'] })
  const event = await publish(creel)
  await expect.poll(() => sink.requests.length, waitOptions).toBe(1)
  const [sunk] = sink.requests
  expect(sunk).toMatchObject({ method: 'POST', target: '/in' })
  const headers = Object.fromEntries((sunk?.headers ?? []).map(([name, value]) => [name.toLowerCase(), value]))
  expect(headers['webhook-id']).toBe(event.id)
  expect(headers['creel-hops']).toBe('1')
  const payload = new Verifier(made.secret ?? '').verify(sunk?.body.toString() ?? '', headers)
  expect(payload).toMatchObject({ type: 'order.paid', data: { id: 'o_1' } })
  await expect.poll(() => statesOf(creel), waitOptions).toEqual(['delivered'])
  const [row] = (await creel.call('deliveries.list', { webhookId: made.id })).items
  expect(row).toMatchObject({ eventId: event.id, eventType: 'order.paid', attemptCount: 1, lastStatus: 200 })
  expect(await creel.call('webhooks.get', { id: made.id })).toMatchObject({ deliveredCount: 1, deadLetterCount: 0 })
})

test('a request that is received goes to the webhooks that take its event', async () => {
  await using sink = await openRawSink()
  await using creel = await runService()
  await creel.call('webhooks.create', {
    name: 'Big ones',
    url: sink.url,
    events: ['request.received'],
    condition: { combinator: 'and', rules: [{ field: 'body.amount', operator: 'isMoreThan', value: 100 }] },
  })
  const { url } = await creel.firstSource()
  for (const amount of [50, 150]) await fetch(url, { method: 'POST', body: JSON.stringify({ amount }) })
  await expect.poll(() => statesOf(creel), waitOptions).toEqual(['delivered'])
  expect(JSON.parse(sink.requests[0]?.body.toString() ?? '{}')).toMatchObject({ data: { body: { amount: 150 } } })
  await expect
    .poll(async () => (await creel.call('requests.list', {})).items.map((row) => row.deliveryState), waitOptions)
    .toEqual(['delivered', null])
})

test('a delivery that fails is tried again with the same id and body, then it is a dead letter that can be replayed', async () => {
  const statuses = [500, 503, 500, 200]
  await using sink = await openRawSink(answering(statuses))
  await using creel = await runService()
  const made = await creel.call('webhooks.create', { name: 'Weak', url: sink.url, events: ['*'], retry: soon })
  await publish(creel)
  await expect.poll(() => statesOf(creel), waitOptions).toEqual(['dead_letter'])
  expect(new Set(sink.requests.map(({ body }) => body.toString())).size).toBe(1)
  const [dead] = (await creel.call('deliveries.list', { state: 'dead_letter' })).items
  expect(dead).toMatchObject({ attemptCount: 3, lastStatus: 500, errorClass: 'server-error' })
  expect((await creel.call('deliveries.attempts', { id: dead?.id ?? '' })).items).toHaveLength(3)

  expect(await creel.call('deliveries.replayMany', { dryRun: true })).toEqual({ count: 1 })
  expect(await creel.call('deliveries.replayMany', { webhookId: made.id })).toEqual({ count: 1 })
  await expect.poll(() => statesOf(creel), waitOptions).toEqual(['delivered', 'dead_letter'])
  expect(await creel.call('deliveries.replayMany', { dryRun: true })).toEqual({ count: 0 })
  const ids = sink.requests.map(({ headers }) => headers.find(([name]) => name === 'webhook-id')?.[1])
  expect(new Set(ids).size).toBe(1)
  expect(sink.requests).toHaveLength(4)
  expect(sink.requests[3]?.body).toEqual(sink.requests[0]?.body)
})

test('however often a replay fails, one event is one dead letter to replay', async () => {
  let status = 503
  await using sink = await openRawSink((socket) => socket.end(`HTTP/1.1 ${status} Said\r\nContent-Length: 0\r\n\r\n`))
  await using creel = await runService()
  const retry = { kind: 'schedule', delaysSeconds: [] } as const
  await creel.call('webhooks.create', { name: 'Down', url: sink.url, events: ['order.*'], retry })
  await publish(creel)
  for (const tries of [1, 2, 3]) {
    await expect.poll(() => statesOf(creel), waitOptions).toEqual(Array(tries).fill('dead_letter'))
    if (tries === 3) status = 200
    expect(await creel.call('deliveries.replayMany', { dryRun: true })).toEqual({ count: 1 })
    expect(await creel.call('deliveries.replayMany', {})).toEqual({ count: 1 })
  }
  await expect.poll(async () => (await statesOf(creel))[0], waitOptions).toBe('delivered')
  expect(await creel.call('deliveries.replayMany', { dryRun: true })).toEqual({ count: 0 })
  expect(sink.requests).toHaveLength(4)
})

test('a paused webhook holds what comes, and sends it when it is resumed', async () => {
  await using sink = await openRawSink()
  await using creel = await runService()
  const { id } = await creel.call('webhooks.create', { name: 'Slow', url: sink.url, events: ['*'] })
  await creel.call('webhooks.pause', { id })
  await publish(creel)
  expect((await creel.call('deliveries.list', {})).items).toMatchObject([{ state: 'held', dueAt: null }])
  await creel.call('webhooks.resume', { id })
  await expect.poll(() => statesOf(creel), waitOptions).toEqual(['delivered'])
})

test('what is held says why it is held now, whatever held it first', async () => {
  await using creel = await runService()
  const { id } = await creel.call('webhooks.create', { name: 'Slow', url: 'http://127.0.0.1:9/', events: ['*'] })
  const reason = async () => (await creel.call('deliveries.list', { webhookId: id })).items[0]?.reason
  await creel.call('webhooks.pause', { id })
  await publish(creel)
  expect(await reason()).toBe('The webhook is paused.')
  await creel.call('webhooks.resume', { id, held: 'keep' })
  expect(await reason()).toBe('Kept when the webhook was resumed: send it or cancel it by hand.')
  await creel.call('webhooks.delete', { id })
  expect(await reason()).toBe('The webhook was deleted.')
  await creel.call('webhooks.restore', { id })
  expect(await reason()).toBe('The webhook was restored, but not resumed yet.')
  await creel.call('webhooks.update', { id, enabled: false })
  expect(await reason()).toBe('A person switched it off.')
})

test('what is over the daily quota is sent at once where the quota is raised; a test does not count', async () => {
  await using sink = await openRawSink()
  await using creel = await runService()
  const wishes = { name: 'Few', url: sink.url, events: ['order.*'], dailyQuota: 1 }
  const { id } = await creel.call('webhooks.create', wishes)
  for (const _ of [1, 2, 3]) await publish(creel)
  await expect
    .poll(async () => (await creel.call('deliveries.list', { webhookId: id })).items, waitOptions)
    .toMatchObject([{ reason: expect.stringContaining('1 delivery a UTC day') }, { state: 'queued' }, {}])
  expect(await creel.call('webhooks.get', { id })).toMatchObject({ usedToday: 1, dailyQuota: 1 })
  const [putOff] = (await creel.call('deliveries.list', { webhookId: id })).items
  await expect(creel.call('deliveries.retry', { id: putOff?.id ?? '' })).rejects.toThrow(/quota.*Raise the quota/)
  await creel.call('webhooks.test', { id, eventType: 'task.created' })
  await expect.poll(() => sink.requests.length, waitOptions).toBe(2)
  await creel.call('webhooks.update', { id, dailyQuota: 2 })
  await expect.poll(() => sink.requests.length, waitOptions).toBe(3)
  await creel.call('webhooks.update', { id, dailyQuota: null })
  await expect.poll(() => statesOf(creel), waitOptions).toEqual(Array(4).fill('delivered'))
})

test('410 switches a webhook off and holds the delivery; that is told as an event of its own', async () => {
  await using sink = await openRawSink(answering([410]))
  await using watcher = await openRawSink()
  await using creel = await runService()
  const { id } = await creel.call('webhooks.create', { name: 'Gone', url: sink.url, events: ['order.*'] })
  await creel.call('webhooks.create', { name: 'Watcher', url: watcher.url, events: ['system.*'] })
  await publish(creel)
  await expect
    .poll(async () => await creel.call('webhooks.get', { id }), waitOptions)
    .toMatchObject({ status: 'disabled', statusReason: expect.stringContaining('410') })
  await expect.poll(() => watcher.requests.length, waitOptions).toBe(1)
  expect(JSON.parse(watcher.requests[0]?.body.toString() ?? '{}')).toMatchObject({
    type: 'system.webhook_disabled',
    data: { webhookId: id },
  })
  expect((await creel.call('deliveries.list', { webhookId: id })).items).toMatchObject([{ state: 'held' }])
})

test('a dead letter is told as an event, and one of Creel’s own events never is', async () => {
  await using sink = await openRawSink(answering([500]))
  await using creel = await runService()
  const never = { kind: 'schedule', delaysSeconds: [] } as const
  await creel.call('webhooks.create', { name: 'Dead', url: sink.url, events: ['*', 'system.*'], retry: never })
  await publish(creel)
  await expect.poll(() => statesOf(creel), waitOptions).toEqual(['dead_letter', 'dead_letter'])
  expect(sink.requests.map(({ body }) => (JSON.parse(body.toString()) as { type: string }).type)).toEqual([
    'order.paid',
    'system.delivery_dead',
  ])
})

test('a retry by hand does not wait for its time', async () => {
  const statuses = [500, 200]
  await using sink = await openRawSink(answering(statuses))
  await using creel = await runService()
  const later = { kind: 'schedule', delaysSeconds: [3600] } as const
  await creel.call('webhooks.create', { name: 'Later', url: sink.url, events: ['*'], retry: later })
  await publish(creel)
  await expect.poll(() => statesOf(creel), waitOptions).toEqual(['retrying'])
  const [row] = (await creel.call('deliveries.list', {})).items
  await creel.call('deliveries.retry', { id: row?.id ?? '' })
  await expect.poll(() => statesOf(creel), waitOptions).toEqual(['delivered'])
  await expect(creel.call('deliveries.retry', { id: row?.id ?? '' })).rejects.toMatchObject({ code: 'conflict' })
})

test('a late success delivers, and its attempt says that it was late', async () => {
  await using sink = await openRawSink((socket) => {
    setTimeout(() => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'), 2_000)
  })
  await using creel = await runService()
  await creel.call('webhooks.create', { name: 'Late', url: sink.url, events: ['*'], timeoutMs: 1000 })
  await publish(creel)
  await expect.poll(() => statesOf(creel), waitOptions).toEqual(['delivered'])
  const [row] = (await creel.call('deliveries.list', {})).items
  expect(await creel.call('deliveries.get', { id: row?.id ?? '' })).toMatchObject({
    attempts: [{ isLate: true, response: { status: 200 } }],
  })
})

test('a webhook’s own secrets are sent, and stand in no record of an attempt', async () => {
  await using sink = await openRawSink()
  await using creel = await runService()
  await creel.call('webhooks.create', {
    name: 'Secret',
    url: sink.url,
    events: ['*'],
    auth: { kind: 'bearer', secret: 'token-canary' },
    headers: [
      { name: 'X-Own', value: 'header-canary', isSecret: true },
      { name: 'X-Plain', value: 'to be seen', isSecret: false },
    ],
  })
  await publish(creel)
  await expect.poll(() => statesOf(creel), waitOptions).toEqual(['delivered'])
  expect(sink.requests[0]?.headers).toEqual(
    expect.arrayContaining([
      ['Authorization', 'Bearer token-canary'],
      ['X-Own', 'header-canary'],
    ]),
  )
  const [row] = (await creel.call('deliveries.list', {})).items
  const shown = JSON.stringify(await creel.call('deliveries.get', { id: row?.id ?? '' }))
  expect(shown).not.toContain('canary')
  expect(shown).toContain('to be seen')
})
