import { expect, onTestFinished, test } from 'vitest'
import type { RunningService } from '#test/support/service.ts'
import { localApp } from '#test/support/local-app.ts'
import { runService } from '#test/support/service.ts'

const waitOptions = { timeout: 20_000, interval: 50 }
const post = (url: string, body: string): Promise<Response> => fetch(url, { method: 'POST', body })

const statesOf = async (creel: RunningService): Promise<string[]> =>
  (await creel.call('deliveries.list', {})).items.map(({ state }) => state)

/** A Creel that owes one delivery for each of these bodies to an app that is away. */
async function owing(creel: RunningService, bodies: readonly string[]) {
  const app = await localApp({})
  await app.stop()
  const { id, url } = await creel.firstSource()
  await creel.call('sources.update', { id, forwarding: { mode: 'forward', targets: [app.url] } })
  for (const body of bodies) await post(url, body)
  await expect.poll(() => statesOf(creel), waitOptions).toHaveLength(bodies.length)
  await expect.poll(async () => (await statesOf(creel)).at(-1), waitOptions).toBe('retrying')
  return { id, url, app }
}

test('a delivery that is owed can be cancelled: the others reach the app, in order', async () => {
  await using creel = await runService()
  const { app } = await owing(creel, ['a', 'b', 'c'])
  const [, middle] = (await creel.call('deliveries.list', {})).items
  expect(await creel.call('deliveries.cancel', { id: middle?.id ?? '' })).toMatchObject({ state: 'cancelled' })

  const again = await localApp({ port: app.port })
  onTestFinished(again.stop)
  await expect.poll(() => again.requests.map(({ body }) => body), waitOptions).toEqual(['a', 'c'])
  await expect.poll(() => statesOf(creel), waitOptions).toEqual(['delivered', 'cancelled', 'delivered'])
  expect((await creel.call('requests.list', {})).items.map(({ deliveryState }) => deliveryState)).toEqual([
    'delivered',
    'cancelled',
    'delivered',
  ])
  await expect(creel.call('deliveries.cancel', { id: middle?.id ?? '' })).rejects.toMatchObject({ code: 'conflict' })
})

test('an attempt under way is cut short by a cancel, and says so', async () => {
  const app = await localApp({ delayMs: 60_000 })
  onTestFinished(app.stop)
  await using creel = await runService()
  const { id, url } = await creel.firstSource()
  await creel.call('sources.update', { id, forwarding: { mode: 'forward', targets: [app.url] } })
  await post(url, 'slow')
  await expect.poll(() => app.requests.length, waitOptions).toBe(1)
  const [delivery] = (await creel.call('deliveries.list', { state: 'sending' })).items
  await creel.call('deliveries.cancel', { id: delivery?.id ?? '' })
  await expect
    .poll(async () => await creel.call('deliveries.get', { id: delivery?.id ?? '' }), waitOptions)
    .toMatchObject({ state: 'cancelled', attempts: [{ error: { code: 'cancelled' } }] })
})

test.each([
  {
    change: 'forwarding is turned off',
    make: (creel: RunningService, id: string, target: string) =>
      creel.call('sources.update', { id, forwarding: { mode: 'off', targets: [target] } }),
  },
  {
    change: 'the target is taken away',
    make: (creel: RunningService, id: string) =>
      creel.call('sources.update', { id, forwarding: { mode: 'forward', targets: ['http://127.0.0.1:1/other'] } }),
  },
  {
    change: 'the source is deleted',
    make: (creel: RunningService, id: string) => creel.call('sources.delete', { id }),
  },
])('what was owed is cancelled when $change', async ({ make }) => {
  await using creel = await runService()
  const { id, app } = await owing(creel, ['a', 'b'])
  await make(creel, id, app.url)
  expect(await statesOf(creel)).toEqual(['cancelled', 'cancelled'])
})

test('a change that leaves the target leaves what is owed to it', async () => {
  await using creel = await runService()
  const { id, app } = await owing(creel, ['a'])
  await creel.call('sources.update', { id, name: 'Renamed', forwarding: { mode: 'relay', targets: [app.url] } })
  const again = await localApp({ port: app.port })
  onTestFinished(again.stop)
  await expect.poll(() => again.requests.length, waitOptions).toBe(1)
})

test('deliveries are listed newest first, by state, kind and request, page by page', async () => {
  const app = await localApp({})
  onTestFinished(app.stop)
  await using creel = await runService()
  const { id, url } = await creel.firstSource()
  await creel.call('sources.update', { id, forwarding: { mode: 'forward', targets: [app.url] } })
  for (const body of ['a', 'b', 'c']) await post(url, body)
  await expect.poll(() => statesOf(creel), waitOptions).toEqual(['delivered', 'delivered', 'delivered'])
  const whole = (await creel.call('deliveries.list', {})).items
  expect(whole[0]).toMatchObject({ kind: 'forward', attemptCount: 1, lastStatus: 200, targetUrl: app.url })
  expect(whole.map((row) => row.id)).toEqual(
    whole
      .map((row) => row.id)
      .toSorted()
      .toReversed(),
  )

  const first = await creel.call('deliveries.list', { limit: 2 })
  const second = await creel.call('deliveries.list', { limit: 2, cursor: first.nextCursor ?? '' })
  expect([...first.items, ...second.items]).toEqual(whole)
  expect(second.nextCursor).toBeNull()
  expect((await creel.call('deliveries.list', { state: 'dead_letter' })).items).toEqual([])
  expect((await creel.call('deliveries.list', { kind: 'replay' })).items).toEqual([])
  const requestId = whole[1]?.requestId ?? ''
  expect((await creel.call('deliveries.list', { requestId, kind: 'forward', state: 'delivered' })).items).toEqual([
    whole[1],
  ])
})

test('deliveries are searched and counted by a query', async () => {
  const app = await localApp({ answer: { status: 500, headers: {}, body: Buffer.from('broken') } })
  onTestFinished(app.stop)
  await using creel = await runService()
  const { id, url } = await creel.firstSource()
  await creel.call('sources.update', { id, forwarding: { mode: 'forward', targets: [`${app.url}/hooks`] } })
  await post(url, 'a')
  await post(url, 'b')
  await expect.poll(() => statesOf(creel), waitOptions).toEqual(['dead_letter', 'dead_letter'])
  const [newest, oldest] = (await creel.call('deliveries.list', {})).items
  const found = async (q: string): Promise<string[]> =>
    (await creel.call('deliveries.list', { q })).items.map((row) => row.id)
  const both = [newest?.id, oldest?.id]

  for (const q of [
    'state:dead_letter',
    'kind:forward status:>=500',
    'error:server-error attempts:1',
    `target:${app.url}/*`,
    'hooks last:1h',
    '!is:owed !state:delivered',
    'after:2020-01-01 before:2100-01-01',
  ]) {
    expect.soft(await found(q), q).toEqual(both)
    expect.soft(await creel.call('deliveries.count', { q }), q).toEqual({ count: 2, isEstimate: false })
  }
  for (const q of ['is:owed', 'is:test', 'webhook:crm', 'event:task.*', 'status:<500', '100%', 'before:2020-01-01']) {
    expect.soft(await found(q), q).toEqual([])
  }
  expect(await found(`id:${oldest?.id ?? ''}`)).toEqual([oldest?.id])
  expect(await found(`request:${newest?.requestId ?? ''}`)).toEqual([newest?.id])
  await expect(found('state:lost')).rejects.toMatchObject({ code: 'bad-query' })
})
