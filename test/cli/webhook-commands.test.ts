import { expect, test } from 'vitest'
import { runCli } from '#main/cli/run-cli.ts'
import { operations } from '#shared/contract/operations.ts'
import { webhookWords as words } from '#shared/contract/webhook-words.ts'
import { lentTerminal } from '#test/support/lent-terminal.ts'
import { openRawSink } from '#test/support/raw-sink.ts'
import type { RunningService } from '#test/support/service.ts'
import { runService } from '#test/support/service.ts'

const waitOptions = { timeout: 20_000, interval: 50 }

async function creel({ home }: RunningService, args: string[]) {
  const lent = lentTerminal({ environment: { CREEL_HOME: home } })
  const exitCode = await runCli(args, lent.terminal)
  return { exitCode, output: lent.output(), complaint: lent.complaint() }
}

/** A webhook whose one delivery has ended as its target answered. */
async function withDelivery(service: RunningService, url: string) {
  const retry = { kind: 'schedule', delaysSeconds: [] } as const
  const { id } = await service.call('webhooks.create', { name: 'Orders', url, events: ['order.*'], retry })
  await service.call('events.publish', { type: 'order.paid' })
  const ended = async () => (await service.call('deliveries.list', {})).items.filter(({ endedAt }) => endedAt !== null)
  await expect.poll(async () => (await ended()).length, waitOptions).toBe(1)
  const [delivery] = await ended()
  return { id, deliveryId: delivery?.id ?? '' }
}

test('deliveries and attempts are listed in columns that say what was sent, what came back and why it failed', async () => {
  await using service = await runService()
  const { id, deliveryId } = await withDelivery(service, 'http://127.0.0.1:1/')
  const list = await creel(service, ['deliveries', 'list'])
  expect(list.output).toMatch(/^ID +STATE +EVENT +ATTEMPTS +ANSWER +WHY +UPDATED +KIND +TARGET\n/)
  expect(list.output).toMatch(/ dead_letter +order\.paid +1 +– +\S.* event +http:\/\/127\.0\.0\.1:1\/\n/)
  expect((await creel(service, ['webhooks', 'deliveries', id])).output).toBe(list.output)
  const ofDelivery = await creel(service, ['deliveries', 'attempts', deliveryId])
  expect(ofDelivery.output).toMatch(/^NUMBER +BEGAN +ANSWER +MS +FAILURE +WHY\n1 +2\S+Z .+refused/)
  const ofWebhook = await creel(service, ['webhooks', 'attempts', id])
  expect(ofWebhook.output).toMatch(/^DELIVERY +EVENT +NUMBER +BEGAN +ANSWER +MS +FAILURE +WHY\n/)
  expect(ofWebhook.output).toMatch(new RegExp(`^${deliveryId} +order\\.paid +1 +2\\S+Z .+refused`, 'm'))
})

test('an attempt is told alike of its delivery and of its webhook, where also what was sent and what came', async () => {
  await using sink = await openRawSink((socket) => socket.end('HTTP/1.1 503 Said\r\nContent-Length: 2\r\n\r\nno'))
  await using service = await runService()
  const { id, deliveryId } = await withDelivery(service, sink.url)
  const [{ request, response, ...ofDelivery } = {}] = (await service.call('deliveries.get', { id: deliveryId }))
    .attempts
  expect((await service.call('webhooks.attempts', { id })).items).toEqual([ofDelivery])
  expect((await service.call('deliveries.attempts', { id: deliveryId })).items).toEqual([
    { ...ofDelivery, request, response },
  ])
  expect(ofDelivery).toMatchObject({
    eventType: 'order.paid',
    number: 1,
    isTest: false,
    isSuccess: false,
    status: 503,
    isLate: false,
    errorClass: 'server-error',
    error: null,
    reason: expect.stringMatching(/: it answered 503\.$/),
    timing: { totalMs: expect.any(Number) },
  })
})

test('a check of a webhook is told a step a line', async () => {
  await using sink = await openRawSink()
  await using service = await runService()
  const { id } = await service.call('webhooks.create', { name: 'Up', url: `${sink.url}/in`, events: ['*'] })
  const { output, exitCode } = await creel(service, ['webhooks', 'check', id])
  expect(exitCode).toBe(0)
  expect(output.split('\n')).toEqual([
    `${sink.url}/in is reached.`,
    expect.stringMatching(/^ok {4}dns {10}\S.*$/),
    expect.stringMatching(/^ok {4}tcp {10}\S.* {2}\d+(\.\d)? ms$/),
    'skip  tls          The target is http.',
    'skip  certificate  The target is http.',
    expect.stringMatching(/^ok {4}answer {7}It answered 200\. {2}\d+(\.\d)? ms$/),
    '',
  ])
})

test('what a query finds is replayed in the state that it names, else dead letters are', async () => {
  await using sink = await openRawSink()
  await using service = await runService()
  await withDelivery(service, sink.url)
  const counted = async (...flags: string[]) => {
    const { output } = await creel(service, ['deliveries', 'replay-many', '--dry-run', '--json', ...flags])
    return (JSON.parse(output) as { count: number }).count
  }
  expect(await counted('--q', 'state:delivered')).toBe(1)
  expect(await counted('--q', 'event:order.*')).toBe(0)
  expect(await counted('--q', 'event:order.*', '--state', 'delivered')).toBe(1)
  const asked = { method: 'POST', body: JSON.stringify({ q: 'state:delivered' }) }
  expect(await (await service.fetch('/api/v1/deliveries/replay', asked)).json()).toEqual({ count: 1 })
  await expect.poll(() => sink.requests.length, waitOptions).toBe(2)
})

test('an event is published once under an idempotency key', async () => {
  await using service = await runService()
  const publish = (key: string, data = '{"id":1}') =>
    creel(service, ['events', 'publish', '--type', 'order.paid', '--data', data, '--idempotency-key', key, '--json'])
  const first = await publish('order-1-paid')
  expect(first).toMatchObject({ exitCode: 0, complaint: '' })
  expect((await publish('order-1-paid')).output).toBe(first.output)
  expect((await publish('order-1-paid', '{"id":2}')).complaint).toContain('was used for another')
  expect((await publish('order-2-paid')).output).not.toBe(first.output)
  expect((await service.call('events.list', { type: 'order.paid' })).items).toHaveLength(2)
  expect(await publish('☕')).toMatchObject({ exitCode: 2, complaint: expect.stringContaining('of ASCII') })
})

test('a key that makes a call be done once is a flag where something is made, and only there', async () => {
  await using service = await runService()
  expect((await creel(service, ['webhooks', 'create', '--help'])).output).toContain('--idempotency-key <text>')
  expect((await creel(service, ['webhooks', 'update', '--help'])).output).not.toContain('--idempotency-key')
})

test.each(['create', 'update'])(
  'each flag of “webhooks %s” that takes JSON says what for, with an example',
  async (verb) => {
    await using service = await runService()
    const { output } = await creel(service, ['webhooks', verb, '--help'])
    const flags = output.split(/\n {2}(?=--)/).map((flag) => flag.replaceAll(/\s+/g, ' '))
    const ofJson = flags.filter((flag) => flag.includes('<json>'))
    expect(ofJson.length).toBeGreaterThan(7)
    for (const flag of ofJson) expect(flag).toMatch(/^--[a-z-]+ <json> [A-Z].+\. Such as '[{[].+'\./)
    expect(flags.find((flag) => flag.startsWith('--gzip'))).toContain('Compress the body')
  },
)

test.each(Object.entries<{ examples?: unknown[] }>(words))('examples of %s make a webhook', (field, one) => {
  for (const example of one.examples ?? []) {
    const given = {
      name: 'x',
      url: 'https://example.com/',
      events: ['*'],
      [field]: JSON.parse(JSON.stringify(example)),
    }
    expect(operations['webhooks.create'].input.strict().safeParse(given).error).toBeUndefined()
  }
})
