import { join } from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import { localApp } from '#test/support/local-app.ts'
import { runService } from '#test/support/service.ts'
import { temporaryFolder } from '#test/support/temporary-folder.ts'

const waitOptions = { timeout: 20_000, interval: 50 }
const post = (url: string, body: string): Promise<Response> => fetch(url, { method: 'POST', body })

test('in a relay the sender gets the app’s own answer, byte for byte', async () => {
  const app = await localApp({ answer: { status: 202, headers: { 'x-app': 'yes' }, body: Buffer.from([0, 255, 7]) } })
  onTestFinished(app.stop)
  await using creel = await runService()
  const { id, url } = await creel.firstSource()
  await creel.call('sources.update', { id, forwarding: { mode: 'relay', targets: [`${app.url}/hooks`] } })

  const answer = await post(`${url}/orders?id=7`, 'hello')
  expect(answer.status).toBe(202)
  expect(answer.headers.get('x-app')).toBe('yes')
  expect(Buffer.from(await answer.arrayBuffer())).toEqual(Buffer.from([0, 255, 7]))
  expect(app.requests).toEqual([{ method: 'POST', url: '/hooks/orders?id=7', body: 'hello' }])

  await expect
    .poll(async () => (await creel.call('requests.list', {})).items[0], waitOptions)
    .toMatchObject({ status: 202, deliveryCount: 1, deliveryState: 'delivered' })
})

test('a sender does not wait longer than the limit: the stand-in answers, and the late answer is recorded', async () => {
  const app = await localApp({ delayMs: 1500 })
  onTestFinished(app.stop)
  await using creel = await runService()
  const { id, url } = await creel.firstSource()
  const answer = { status: 200, headers: [], body: 'kept', delayMs: 0 }
  await creel.call('sources.update', { id, answer, forwarding: { mode: 'relay', targets: [app.url], limitMs: 500 } })

  expect(await (await post(url, 'slow')).text()).toBe('kept')
  const [row] = (await creel.call('requests.list', {})).items
  await expect
    .poll(async () => (await creel.call('requests.deliveries', { id: row?.id ?? '' })).items[0]?.state, waitOptions)
    .toBe('delivered')
  expect((await creel.call('requests.show', { id: row?.id ?? '' })).reply).toMatchObject({
    rule: expect.stringContaining('Stand-in'),
  })
})

test('while the app is away requests wait, and reach it in order when it is back', async () => {
  const app = await localApp({})
  await using creel = await runService()
  const { id, url } = await creel.firstSource()
  await creel.call('sources.update', { id, forwarding: { mode: 'forward', targets: [app.url] } })
  const bodies = Array.from({ length: 30 }, (_, index) => `${index}`)
  for (const body of bodies.slice(0, 10)) await post(url, body)
  await expect.poll(() => app.requests.length, waitOptions).toBe(10)
  await app.stop()
  for (const body of bodies.slice(10, 20)) expect((await post(url, body)).status).toBe(200)

  const again = await localApp({ port: app.port })
  onTestFinished(again.stop)
  for (const body of bodies.slice(20)) await post(url, body)
  await expect.poll(() => again.requests.length, waitOptions).toBe(20)
  expect([...app.requests, ...again.requests].map(({ body }) => body)).toEqual(bodies)
})

test('what is owed is sent after a restart', async () => {
  const app = await localApp({})
  await app.stop()
  using folder = temporaryFolder()
  const home = folder.path
  {
    await using creel = await runService({ home })
    const { id, url } = await creel.firstSource()
    await creel.call('sources.update', { id, forwarding: { mode: 'forward', targets: [app.url] } })
    for (const body of ['a', 'b', 'c']) await post(url, body)
  }
  const again = await localApp({ port: app.port })
  onTestFinished(again.stop)
  await using creel = await runService({ home })
  await expect.poll(() => again.requests.map(({ body }) => body), waitOptions).toEqual(['a', 'b', 'c'])
  await expect
    .poll(async () => (await creel.call('requests.list', {})).items.map((row) => row.deliveryState), waitOptions)
    .toEqual(['delivered', 'delivered', 'delivered'])
})

test('what a crash left unrouted is sent after what was owed before', async () => {
  const app = await localApp({})
  await app.stop()
  using folder = temporaryFolder()
  const home = folder.path
  {
    await using creel = await runService({ home })
    const { id, url } = await creel.firstSource()
    await creel.call('sources.update', { id, forwarding: { mode: 'forward', targets: [app.url] } })
    for (const body of ['a', 'b', 'c']) await post(url, body)
  }
  leaveUnrouted(join(home, 'creel.db'))
  const again = await localApp({ port: app.port })
  onTestFinished(again.stop)
  await using creel = await runService({ home })
  await expect.poll(() => again.requests.length, waitOptions).toBe(3)
  expect(again.requests.map(({ body }) => body)).toEqual(['a', 'b', 'c'])
  expect((await creel.call('requests.list', {})).items).toHaveLength(3)
})

/** As if Creel had crashed after the newest request was stored, and before it was routed. */
function leaveUnrouted(file: string): void {
  const db = new SqliteDatabase(file)
  db.exec(`
    delete from attempt where deliveryId in (select id from delivery where requestSeq = (select max(seq) from request));
    delete from delivery where requestSeq = (select max(seq) from request);
    update request set routed = 0 where seq = (select max(seq) from request)`)
  db.close()
}

test('a request at which the app always breaks off is given up after five attempts, and the next ones reach it', async () => {
  const app = await localApp({ breaksOffAt: 'poison' })
  onTestFinished(app.stop)
  await using creel = await runService()
  const { id, url } = await creel.firstSource()
  await creel.call('sources.update', { id, forwarding: { mode: 'forward', targets: [app.url] } })
  for (const body of ['poison', 'next']) await post(url, body)
  await expect.poll(() => app.requests.at(-1)?.body, waitOptions).toBe('next')
  expect(app.requests.filter(({ body }) => body === 'poison')).toHaveLength(5)
  await expect
    .poll(async () => (await creel.call('requests.list', {})).items.map((row) => row.deliveryState), waitOptions)
    .toEqual(['delivered', 'dead_letter'])
})

test('each of several targets gets every request', async () => {
  const [one, two] = [
    await localApp({}),
    await localApp({ answer: { status: 500, headers: {}, body: Buffer.from('no') } }),
  ]
  onTestFinished(one.stop)
  onTestFinished(two.stop)
  await using creel = await runService()
  const { id, url } = await creel.firstSource()
  await creel.call('sources.update', { id, forwarding: { mode: 'forward', targets: [one.url, two.url] } })
  await post(url, 'both')
  await expect.poll(() => [one.requests.length, two.requests.length], waitOptions).toEqual([1, 1])
  const [row] = (await creel.call('requests.list', {})).items
  await expect
    .poll(async () => {
      const { items } = await creel.call('requests.deliveries', { id: row?.id ?? '' })
      return items.map(({ state }) => state).toSorted()
    }, waitOptions)
    .toEqual(['dead_letter', 'delivered'])
})
