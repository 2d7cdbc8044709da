import { gunzipSync } from 'node:zlib'
import { Webhook as Verifier } from 'standardwebhooks'
import { expect, test } from 'vitest'
import type { WebhookAuth } from '#shared/model/webhook.ts'
import type { Behaviour } from '#test/support/raw-sink.ts'
import { openRawSink } from '#test/support/raw-sink.ts'
import { runService } from '#test/support/service.ts'

const wait = { timeout: 30_000 }

/** A target that lets in who sends a header, and nobody else. */
const demanding =
  (name: string, value: string): Behaviour =>
  (socket, { headers }) => {
    const isRight = headers.some(([key, text]) => key.toLowerCase() === name && text === value)
    socket.end(`HTTP/1.1 ${isRight ? '200 OK' : '401 No'}\r\nContent-Length: 0\r\n\r\n`)
  }

test.each<[string, WebhookAuth, string, string]>([
  ['basic', { kind: 'basic', username: 'me', secret: 'päss:word' }, 'authorization', 'Basic bWU6cMOkc3M6d29yZA=='],
  ['bearer', { kind: 'bearer', secret: 'token-1' }, 'authorization', 'Bearer token-1'],
  ['an API key', { kind: 'api-key', header: 'X-Shop-Key', secret: 'key-1' }, 'x-shop-key', 'key-1'],
])('a target that asks for %s lets in who has it, and refuses who has not', async (_, auth, header, value) => {
  await using sink = await openRawSink(demanding(header, value))
  await using creel = await runService()
  const settings = { url: sink.url, events: ['*'], retry: { kind: 'schedule', delaysSeconds: [] } }
  const knowing = await creel.call('webhooks.create', { ...settings, name: 'Knowing', auth })
  const ignorant = await creel.call('webhooks.create', { ...settings, name: 'Ignorant' })
  await creel.call('events.publish', { type: 'order.paid' })
  const outcomeOf = async (webhookId: string) => (await creel.call('deliveries.list', { webhookId })).items[0]
  await expect.poll(() => outcomeOf(knowing.id), wait).toMatchObject({ state: 'delivered', lastStatus: 200 })
  await expect.poll(() => outcomeOf(ignorant.id), wait).toMatchObject({ state: 'dead_letter', lastStatus: 401 })
})

test('a compressed body is what was signed, once it is unpacked', async () => {
  await using sink = await openRawSink()
  await using creel = await runService()
  const { secret } = await creel.call('webhooks.create', { name: 'Small', url: sink.url, events: ['*'], gzip: true })
  await creel.call('events.publish', { type: 'order.paid', data: { text: 'again and '.repeat(500) } })
  await expect.poll(() => sink.requests.length, wait).toBe(1)
  const { headers = [], body = Buffer.alloc(0) } = sink.requests[0] ?? {}
  const byName = Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), value]))
  expect(byName['content-encoding']).toBe('gzip')
  expect(body.length).toBeLessThan(1000)
  const payload = new Verifier(secret ?? '').verify(gunzipSync(body).toString(), byName)
  expect(payload).toMatchObject({ type: 'order.paid', data: { text: 'again and '.repeat(500) } })
})

test('a rate limit holds at the target, however much is owed', { timeout: 60_000 }, async () => {
  const arrivals: number[] = []
  await using sink = await openRawSink((socket) => {
    arrivals.push(performance.now())
    socket.end('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n')
  })
  await using creel = await runService()
  const rateLimit = { count: 10 }
  await creel.call('webhooks.create', { name: 'Slow', url: sink.url, events: ['*'], rateLimit, concurrency: 50 })
  await Promise.all(Array.from({ length: 30 }, () => creel.call('events.publish', { type: 'order.paid' })))
  await expect.poll(() => arrivals.length, wait).toBe(30)
  const within = arrivals.map((from) => arrivals.filter((at) => at >= from && at < from + 1000).length)
  // Twice the limit: a busy machine may hold some arrivals up and let others in behind them at once.
  expect(Math.max(...within)).toBeLessThanOrEqual(20)
})
