import { join } from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import { openDatabase } from '#main/core/database/open-database.ts'
import { localApp } from '#test/support/local-app.ts'
import { runService } from '#test/support/service.ts'
import { temporaryFolder } from '#test/support/temporary-folder.ts'

const waitOptions = { timeout: 20_000, interval: 50 }
const post = (url: string, body: string): Promise<Response> => fetch(url, { method: 'POST', body })
const standIn = { status: 200, headers: [], body: 'kept', delayMs: 0 }
const patient = { mode: 'relay', limitMs: 55_000 } as const

test.each([
  { size: 9_999_999, status: 200 },
  { size: 10_000_001, status: 502 },
])('an answer of $size bytes is relayed whole, or not at all: $status', async ({ size, status }) => {
  const app = await localApp({ answer: { status: 200, headers: {}, body: Buffer.alloc(size, 'x') } })
  onTestFinished(app.stop)
  await using creel = await runService()
  const { id, url } = await creel.firstSource()
  await creel.call('sources.update', { id, forwarding: { ...patient, targets: [app.url] } })
  const answer = await post(url, 'a')
  expect(answer.status).toBe(status)
  const { length } = Buffer.from(await answer.arrayBuffer())
  // Of our own words there are few.
  expect(status === 200 ? length : Math.ceil(length / 200)).toBe(status === 200 ? size : 1)
})

test('the sender gets the answer of the first app alone, whatever the others do', async () => {
  const first = await localApp({
    delayMs: 700,
    answer: { status: 202, headers: {}, body: Buffer.from('the first') },
  })
  const second = await localApp({ answer: { status: 418, headers: {}, body: Buffer.from('the second') } })
  const away = await localApp({})
  await away.stop()
  onTestFinished(first.stop)
  onTestFinished(second.stop)
  await using creel = await runService()
  const { id, url } = await creel.firstSource()
  await creel.call('sources.update', { id, forwarding: { ...patient, targets: [first.url, second.url, away.url] } })
  const answer = await post(url, 'a')
  expect([answer.status, await answer.text()]).toEqual([202, 'the first'])
  await expect
    .poll(async () => (await creel.call('deliveries.list', {})).items.map(({ state }) => state).toSorted(), waitOptions)
    .toEqual(['dead_letter', 'delivered', 'retrying'])
  // The worst of what is still owed, however the others have ended.
  expect((await creel.call('requests.list', {})).items).toMatchObject([{ deliveryState: 'retrying' }])
})

test('a replay by hand answers for a request whose forwarding has died', async () => {
  const broken = await localApp({ answer: { status: 500, headers: {}, body: Buffer.from('no') } })
  const well = await localApp({})
  onTestFinished(broken.stop)
  onTestFinished(well.stop)
  await using creel = await runService()
  const { id, url } = await creel.firstSource()
  await creel.call('sources.update', { id, forwarding: { mode: 'forward', targets: [broken.url, well.url] } })
  await post(url, 'a')
  const stateOf = async () => (await creel.call('requests.list', {})).items[0]?.deliveryState
  await expect.poll(stateOf, waitOptions).toBe('dead_letter')
  const [row] = (await creel.call('requests.list', {})).items
  await creel.call('requests.replay', { id: row?.id ?? '', url: well.url })
  expect(await stateOf()).toBe('delivered')
})

test('a stop gives senders that wait for the app the stand-in, and keeps that it did', async () => {
  const app = await localApp({ delayMs: 60_000 })
  onTestFinished(app.stop)
  using folder = temporaryFolder()
  const home = folder.path
  {
    await using creel = await runService({ home })
    const { id, url } = await creel.firstSource()
    await creel.call('sources.update', { id, answer: standIn, forwarding: { ...patient, targets: [app.url] } })
    const answer = post(url, 'waiting')
    await expect.poll(() => app.requests.length, waitOptions).toBe(1)
    await creel.stop()
    expect(await (await answer).text()).toBe('kept')
  }
  await using creel = await runService({ home })
  const [row] = (await creel.call('requests.list', {})).items
  expect(row).toMatchObject({ status: 200, reason: null })
})

test('a sender that a crash left without an answer is told as such', async () => {
  using folder = temporaryFolder()
  const home = folder.path
  {
    await using creel = await runService({ home })
    await post((await creel.firstSource()).url, 'a')
    await expect.poll(async () => (await creel.call('requests.list', {})).items.length, waitOptions).toBe(1)
  }
  const db = new SqliteDatabase(join(home, 'creel.db'))
  db.exec('update request set status = null, reply = null')
  db.close()
  await using creel = await runService({ home })
  expect((await creel.call('requests.list', {})).items).toMatchObject([
    { status: null, state: 'accepted', reason: 'Creel stopped before an answer was recorded' },
  ])
})

test('what was sent is not sent again because its outcome could not be recorded', async () => {
  const app = await localApp({})
  onTestFinished(app.stop)
  let isBroken = true
  let refusals = 0
  await using creel = await runService(
    {},
    {
      openDatabase(file, now) {
        const db = openDatabase(file, now)
        db.function('refuses', () => {
          refusals += isBroken ? 1 : 0
          return isBroken ? 1 : 0
        })
        // Only a temporary trigger may call a function that is not SQLite's own.
        db.exec(`create temp trigger broken before update of endedAt on attempt when refuses()
                 begin select raise(abort, 'no'); end`)
        return db
      },
    },
  )
  const { id, url } = await creel.firstSource()
  await creel.call('sources.update', { id, forwarding: { mode: 'forward', targets: [app.url] } })
  await post(url, 'once')
  await expect.poll(() => refusals, waitOptions).toBeGreaterThan(1)
  isBroken = false
  const stateOf = async () => (await creel.call('requests.list', {})).items[0]?.deliveryState
  await expect.poll(stateOf, waitOptions).toBe('delivered')
  expect(app.requests).toHaveLength(1)
})

test('a circle of two Creels ends after three hops', async () => {
  await using one = await runService()
  await using other = await runService()
  const [here, there] = [await one.firstSource(), await other.firstSource()]
  await one.call('sources.update', { id: here.id, forwarding: { mode: 'forward', targets: [there.url] } })
  await other.call('sources.update', { id: there.id, forwarding: { mode: 'forward', targets: [here.url] } })
  await post(here.url, 'round and round')
  const rowsOf = async (creel: typeof one) => (await creel.call('requests.list', {})).items
  await expect.poll(async () => (await rowsOf(one)).length, waitOptions).toBe(3)
  expect(await rowsOf(one)).toMatchObject([{ state: 'refused', reason: 'loop', status: 508 }, {}, {}])
  expect(await rowsOf(other)).toHaveLength(2)
  await expect.poll(async () => (await rowsOf(other))[0]?.deliveryState, waitOptions).toBe('dead_letter')
})
