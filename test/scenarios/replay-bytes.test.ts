import { expect, test } from 'vitest'
import type { HeaderPairs } from '#shared/model/header-pairs.ts'
import { inParallel } from '#test/support/in-parallel.ts'
import { listAll } from '#test/support/list-all.ts'
import { chosenSeed, seededRandom } from '#test/reliability/seeded-random.ts'
import type { RandomRequest } from '#test/support/random-request.ts'
import { randomRequest } from '#test/support/random-request.ts'
import { sendRaw } from '#test/support/raw-http.ts'
import { sendAll } from '#test/support/raw-connection.ts'
import type { SunkRequest } from '#test/support/raw-sink.ts'
import { openRawSink } from '#test/support/raw-sink.ts'
import { runService } from '#test/support/service.ts'

const count = 200
const seed = chosenSeed()

// Written out here, so that a header that is added to the list of the code by mistake is missed on the wire.
const ofTheHop = new Set(['host', 'connection', 'x-hop', 'keep-alive', 'te', 'content-length', 'transfer-encoding'])
const addedByTheHop = new Set(['host', 'connection', 'content-length', 'creel-hops'])

const without = (pairs: HeaderPairs, names: ReadonlySet<string>): HeaderPairs =>
  pairs.filter(([name]) => !names.has(name.toLowerCase()))

const expectReplayed = (sunk: SunkRequest | undefined, sent: RandomRequest): void => {
  expect(sunk).toEqual({
    method: sent.method,
    target: `/hook${sent.path}`,
    headers: expect.anything(),
    body: sent.body,
  })
  expect(without(sunk?.headers ?? [], addedByTheHop)).toEqual(without(sent.headers, ofTheHop))
}

test(`${count} random requests are replayed byte for byte (seed ${seed})`, { timeout: 60_000 }, async () => {
  await using sink = await openRawSink()
  await using creel = await runService()
  const { token } = await creel.firstSource()
  const random = seededRandom(seed)
  const requests = Array.from({ length: count }, (_, index) =>
    randomRequest(random, { at: `/in/${token}`, mark: String(index) }),
  )
  await sendAll(
    creel.receiverUrl,
    requests.map(({ wire }) => wire),
  )
  const rows = await listAll(creel.call)
  const deliveries = await inParallel(rows, ({ id }) => creel.call('requests.replay', { id, url: `${sink.url}/hook` }))
  expect(sink.requests).toHaveLength(count)
  for (const [index, { path }] of rows.entries()) {
    const sent = requests.find((request) => request.path === path) as RandomRequest
    expectReplayed(
      sink.requests.find(({ target }) => target === `/hook${path}`),
      sent,
    )
    const dropped = [...sent.headers.filter(([name]) => ofTheHop.has(name.toLowerCase())), ...sent.trailers]
    expect(deliveries[index]).toMatchObject({
      state: 'delivered',
      attempts: [{ request: { droppedHeaders: dropped.map(([name]) => name) }, response: { status: 200 } }],
    })
  }
})

test('what was not kept whole is not replayed, and that is said', async () => {
  await using sink = await openRawSink()
  await using creel = await runService({ limits: { bodyBytes: 10 } })
  const { token, url } = await creel.firstSource()
  await fetch(url, { method: 'POST', body: 'more than ten bytes' })
  await sendRaw(Number(new URL(url).port), `FETCH /in/${token} HTTP/1.1\r\n\r\n`)
  await expect
    .poll(async () => (await creel.call('requests.list', {})).items.map(({ state }) => state), { timeout: 20_000 })
    .toEqual(['malformed', 'refused'])
  const { items } = await creel.call('requests.list', {})
  const replays = items.map(({ id }) =>
    creel.call('requests.replay', { id, url: sink.url }).catch((error: unknown) => error),
  )
  expect(await Promise.all(replays)).toMatchObject([{ code: 'bad-input' }, { code: 'body-gone' }])
  expect(sink.requests).toEqual([])
})

test('a replay that fails is recorded in words, a redirect is not followed', async () => {
  await using elsewhere = await openRawSink()
  await using moved = await openRawSink((socket) =>
    socket.end(`HTTP/1.1 307 Temporary Redirect\r\nLocation: ${elsewhere.url}\r\nContent-Length: 0\r\n\r\n`),
  )
  await using rude = await openRawSink((socket) => socket.resetAndDestroy())
  await using creel = await runService()
  const { url } = await creel.firstSource()
  await fetch(url, { method: 'POST', body: 'x' })
  const { items } = await creel.call('requests.list', {})
  const id = items[0]?.id ?? ''
  const replay = (target: string) => creel.call('requests.replay', { id, url: target })
  expect(await replay(moved.url)).toMatchObject({
    state: 'dead_letter',
    attempts: [{ response: { status: 307 }, error: null }],
  })
  expect(elsewhere.requests).toEqual([])
  expect(await replay(rude.url)).toMatchObject({
    state: 'dead_letter',
    attempts: [
      {
        response: null,
        error: { code: 'ECONNRESET', message: 'The target closed the connection before it answered.' },
      },
    ],
  })
  const shown = await creel.call('requests.deliveries', { id })
  expect(shown.items.map(({ state }) => state)).toEqual(['dead_letter', 'dead_letter'])
  expect(await creel.call('requests.list', {})).toMatchObject({
    items: [{ deliveryCount: 2, deliveryState: 'dead_letter' }],
  })
})
