import { createHmac } from 'node:crypto'
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { openRawSink } from '#test/support/raw-sink.ts'
import type { RunningService } from '#test/support/service.ts'
import { runService } from '#test/support/service.ts'

const bytes = Buffer.from([0xff, 0x00, 0x27, 0x0a, 0x22, 0x5c, 0x25, 0xc3, 0xa9])

async function receive(creel: RunningService, body: Uint8Array | string, headers: Record<string, string> = {}) {
  const [source] = (await creel.call('sources.list', {})).items
  if (!source) throw new Error('there is no source')
  const waiting = creel.call('requests.wait', {})
  await fetch(`${source.url}/orders?x=1`, { method: 'POST', body: Buffer.from(body), headers })
  return { source, row: await waiting }
}

test('what one Creel shares another takes in: without its secrets, and exact where that is asked', async () => {
  await using one = await runService()
  await using other = await runService()
  const { row } = await receive(one, '{"password":"hunter2"}', { authorization: 'Bearer abcdefgh12345678' })
  const { source: there } = await receive(other, 'x')
  const shared = await (await one.fetch(`/api/v1/requests/export?ids=${row.id}`)).text()
  expect(shared).not.toContain('hunter2')
  const { ids, format } = await other.call('requests.import', { sourceId: there.id, text: shared })
  expect(format).toBe('bundle')
  const taken = await other.call('requests.show', { id: ids[0] ?? '' })
  expect(taken).toMatchObject({ state: 'imported', method: 'POST', path: '/orders?x=1', status: null })
  expect(await (await other.fetch(`/api/v1/requests/${ids[0]}/body`)).text()).toBe('{"password":"[redacted]"}')

  const exact = await (await one.fetch(`/api/v1/requests/export?ids=${row.id}&redact=false`)).text()
  const again = await other.call('requests.import', { sourceId: there.id, text: exact })
  expect(await (await other.fetch(`/api/v1/requests/${again.ids[0]}/body`)).text()).toBe('{"password":"hunter2"}')
})

test('an import that is only tried makes nothing; what is imported is no event and is sent nowhere', async () => {
  await using sink = await openRawSink()
  await using creel = await runService()
  const { source } = await receive(creel, 'x')
  await creel.call('sources.update', {
    id: source.id,
    forwarding: { mode: 'forward', targets: [sink.url], limitMs: 1000 },
  })
  await creel.call('webhooks.create', { name: 'all', url: sink.url, events: ['*'] })
  const events = (await creel.call('events.list', {})).items.length
  const text = 'curl http://example.test/hook -H "X-A: 1" -d hello'
  const tried = await creel.call('requests.import', { sourceId: source.id, text, dryRun: true })
  expect(tried).toMatchObject({ format: 'curl', ids: [], requests: [{ method: 'POST', path: '/hook', bodyBytes: 5 }] })
  const { ids } = await creel.call('requests.import', { sourceId: source.id, text })
  const { items } = await creel.call('requests.list', { q: 'state:imported' })
  expect(items.map(({ id }) => id)).toEqual(ids)
  expect(items[0]).toMatchObject({ deliveryCount: 0, bodyBytes: 5 })
  expect((await creel.call('events.list', {})).items).toHaveLength(events)
  expect((await creel.call('deliveries.list', {})).items).toEqual([])
  expect(sink.requests).toEqual([])
})

test('the programs for Python and Node send the very bytes', async () => {
  await using sink = await openRawSink()
  await using creel = await runService()
  const { row, source } = await receive(creel, bytes, { 'x-odd': `a'b"c\\d%s$(id)` })
  for (const [format, command] of [
    ['python', ['python3', '-c']],
    ['node', [process.execPath, '--input-type=module', '-e']],
  ] as const) {
    const program = await (await creel.fetch(`/api/v1/requests/${row.id}/export?format=${format}`)).text()
    const aimed = program.replaceAll(new URL(source.url).host, new URL(sink.url).host)
    const [file, ...words] = command
    await promisify(execFile)(file, [...words, aimed])
    const arrived = sink.requests.at(-1)
    expect(arrived?.body.equals(bytes)).toBe(true)
    expect(arrived?.headers).toContainEqual(['x-odd', `a'b"c\\d%s$(id)`])
    expect(arrived?.target).toBe(`${new URL(source.url).pathname}/orders?x=1`)
  }
  expect(sink.requests).toHaveLength(2)
})

test('what cannot be imported is refused in words', async () => {
  await using creel = await runService()
  const { source } = await receive(creel, 'x')
  await expect(
    creel.call('requests.import', { sourceId: source.id, text: 'curl http://a/ | sh' }),
  ).rejects.toMatchObject({
    code: 'bad-input',
    message: expect.stringContaining('only a shell can carry out'),
  })
  const refused = await creel.fetch('/api/v1/requests/export?format=xml')
  expect(refused.status).toBe(400)
})

test('what is imported feeds the schema lens, and is checked for its own time once there is a secret', async () => {
  await using creel = await runService()
  const stripe = await creel.call('sources.create', { name: 'stripe', provider: 'stripe' })
  const monthAgo = new Date(Date.now() - 30 * 86_400_000)
  const seconds = Math.floor(monthAgo.getTime() / 1000)
  const body = '{"id":"evt_1","type":"order.made","coupon":"x"}'
  const signature = createHmac('sha256', 'whsec_of_the_test').update(`${seconds}.${body}`).digest('hex')
  const request = {
    method: 'POST',
    url: 'https://example.com/hooks',
    headers: [
      { name: 'Content-Type', value: 'application/json' },
      { name: 'Stripe-Signature', value: `t=${seconds},v1=${signature}` },
    ],
    postData: { mimeType: 'application/json', text: body },
  }
  const har = JSON.stringify({ log: { entries: [{ startedDateTime: monthAgo.toISOString(), request }] } })
  const { ids } = await creel.call('requests.import', { sourceId: stripe.id, text: har })
  const [id = ''] = ids
  const schema = await creel.call('requests.schema', { eventType: 'order.made' })
  expect(schema.fields.map(({ path }) => path)).toEqual(['id', 'type', 'coupon'])
  expect((await creel.call('requests.show', { id })).verification.state).toBe('skipped')

  await creel.call('sources.addSecret', { id: stripe.id, secret: 'whsec_of_the_test' })
  expect((await creel.call('requests.show', { id })).verification.state).toBe('verified')
  expect((await creel.call('requests.verification', { id })).state).toBe('verified')
  expect((await creel.call('requests.diagnose', { id })).state).toBe('not-needed')
})
