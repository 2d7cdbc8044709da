import { expect, test } from 'vitest'
import { Webhook as StandardWebhook } from 'standardwebhooks'
import { catalogue } from '#shared/catalogue/catalogue.ts'
import { openRawSink } from '#test/support/raw-sink.ts'
import { runService } from '#test/support/service.ts'

const waitOptions = { timeout: 20_000, interval: 50 }

test('a test event of every type reaches the webhook, whichever it takes, with the sample as its data', async () => {
  await using sink = await openRawSink()
  await using creel = await runService()
  const { id, secret } = await creel.call('webhooks.create', { name: 'Some', url: sink.url, events: ['user.created'] })
  await creel.call('webhooks.create', { name: 'All', url: `${sink.url}/other`, events: ['*', 'system.*'] })
  const types = Object.keys(catalogue)
  for (const eventType of types) {
    expect(await creel.call('webhooks.test', { id, eventType })).toMatchObject({
      isTest: true,
      webhookId: id,
      eventType,
    })
  }
  await expect.poll(() => sink.requests.length, waitOptions).toBe(types.length)
  const verifier = new StandardWebhook(secret ?? '')
  const got = sink.requests.map(({ headers, body }) => {
    const named = Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), value]))
    return verifier.verify(body.toString(), named) as { type: string; data: unknown }
  })
  const byType = new Map(got.map(({ type, data }) => [type, data]))
  for (const [type, { sample }] of Object.entries(catalogue)) expect(byType.get(type)).toEqual(sample)
})

test('a test is sent while the webhook is paused or disabled; nothing else is', async () => {
  await using sink = await openRawSink()
  await using creel = await runService()
  const { id } = await creel.call('webhooks.create', { name: 'Off', url: sink.url, events: ['*'], enabled: false })
  await creel.call('events.publish', { type: 'order.paid', data: {} })
  await creel.call('webhooks.test', { id, eventType: 'task.created' })
  await expect.poll(() => sink.requests.length, waitOptions).toBe(1)
  await creel.call('webhooks.test', {
    id,
    eventType: 'user.created',
    data: { id: 'u', name: 'U', updatedAt: '2026-01-01T00:00:00.000Z' },
  })
  await expect.poll(() => sink.requests.length, waitOptions).toBe(2)
  expect(sink.requests.map(({ body }) => (JSON.parse(body.toString()) as { type: string }).type)).toEqual([
    'task.created',
    'user.created',
  ])
  await expect
    .poll(
      async () => (await creel.call('webhooks.attempts', { id })).items.map(({ isSuccess }) => isSuccess),
      waitOptions,
    )
    .toEqual([true, true])
  const states = async (): Promise<string[]> =>
    (await creel.call('webhooks.deliveries', { id })).items.map(({ state }) => state)
  await expect.poll(states, waitOptions).toEqual(['delivered', 'delivered', 'held'])
  expect(await creel.call('webhooks.get', { id })).toMatchObject({
    deliveredCount: 0,
    successRate: null,
    lastTriggeredAt: null,
  })
})

test('a type that nobody knows and data that is not as its type says are refused', async () => {
  await using creel = await runService()
  const { id } = await creel.call('webhooks.create', { name: 'Some', url: 'http://127.0.0.1:1/', events: ['*'] })
  await expect(creel.call('webhooks.test', { id, eventType: 'task.exploded' })).rejects.toMatchObject({
    code: 'event-type-not-found',
  })
  await expect(creel.call('webhooks.test', { id, eventType: 'user.created', data: {} })).rejects.toMatchObject({
    code: 'bad-event',
  })
})
