import { expect, test } from 'vitest'
import { openRawSink } from '#test/support/raw-sink.ts'
import type { RunningService } from '#test/support/service.ts'
import { runService } from '#test/support/service.ts'

const waitOptions = { timeout: 20_000, interval: 50 }

/** Sends requests to `/0`, `/1` and so on. */
async function catchMany(creel: RunningService, count: number): Promise<void> {
  const { url } = await creel.firstSource()
  for (let index = 0; index < count; index += 1)
    await fetch(`${url}/${index}`, { method: 'POST', body: `body ${index}` })
  await expect.poll(async () => (await creel.call('requests.list', {})).items.length, waitOptions).toBe(count)
}

const over = async (creel: RunningService, id: string) => {
  await expect.poll(async () => (await creel.call('replays.get', { id })).state, waitOptions).not.toBe('running')
  return creel.call('replays.get', { id })
}

test('what a filter finds is counted first, then replayed, the oldest first', async () => {
  await using sink = await openRawSink()
  await using creel = await runService()
  await catchMany(creel, 6)
  const which = { q: '!path:/3', url: sink.url, pace: 100 }
  expect(await creel.call('requests.replayMany', { ...which, dryRun: true })).toEqual({ count: 5, replay: null })
  expect(sink.requests).toEqual([])
  expect((await creel.call('replays.list', {})).items).toEqual([])

  const { count, replay } = await creel.call('requests.replayMany', which)
  expect({ count, replay }).toMatchObject({ count: 5, replay: { state: 'running', total: 5, targetUrl: sink.url } })
  expect(await over(creel, replay?.id ?? '')).toMatchObject({ state: 'done', delivered: 5, failed: 0, skipped: 0 })
  expect(sink.requests.map(({ target }) => target)).toEqual(['/0', '/1', '/2', '/4', '/5'])
  expect((await creel.call('replays.list', {})).items.map(({ id }) => id)).toEqual([replay?.id])
  const rows = (await creel.call('requests.list', {})).items
  expect(rows.map(({ deliveryCount }) => deliveryCount)).toEqual([1, 1, 0, 1, 1, 1])
})

test('failures and what cannot be sent are counted apart, with the reasons', async () => {
  await using sink = await openRawSink((socket, { target }) =>
    socket.end(`HTTP/1.1 ${target === '/1' ? 500 : 200} X\r\nContent-Length: 0\r\n\r\n`),
  )
  await using creel = await runService({ limits: { bodyBytes: 10 } })
  await catchMany(creel, 2)
  const { url } = await creel.firstSource()
  await fetch(url, { method: 'POST', body: 'more than ten bytes' })
  await expect.poll(async () => (await creel.call('requests.list', {})).items.length, waitOptions).toBe(3)
  const { items } = await creel.call('requests.list', {})
  const { replay } = await creel.call('requests.replayMany', {
    ids: items.map(({ id }) => id),
    url: sink.url,
    pace: 100,
  })
  expect(await over(creel, replay?.id ?? '')).toMatchObject({
    state: 'done',
    delivered: 1,
    failed: 1,
    skipped: 1,
    problems: [{ requestId: items[0]?.id, message: expect.stringContaining('body was not kept') }],
  })
})

test('a cancelled replay sends no more', async () => {
  await using sink = await openRawSink()
  await using creel = await runService()
  await catchMany(creel, 3)
  // The second one would be due in 100 seconds.
  const { replay } = await creel.call('requests.replayMany', { q: 'method:POST', url: sink.url, pace: 0.01 })
  await expect.poll(() => sink.requests.length, waitOptions).toBe(1)
  await expect
    .poll(async () => (await creel.call('replays.get', { id: replay?.id ?? '' })).delivered, waitOptions)
    .toBe(1)
  expect(await creel.call('replays.cancel', { id: replay?.id ?? '' })).toMatchObject({
    state: 'cancelled',
    delivered: 1,
  })
  expect(sink.requests).toHaveLength(1)
  expect(await creel.call('replays.cancel', { id: replay?.id ?? '' })).toMatchObject({ state: 'cancelled' })
})

test('without a filter nothing is replayed, nor one that is not there cancelled', async () => {
  await using creel = await runService()
  await expect(creel.call('requests.replayMany', {})).rejects.toMatchObject({ code: 'bad-input' })
  const id = 'rpl_01K9XQ7M4TZ3V8Q5R2W6Y0B1CD'
  await expect(creel.call('replays.cancel', { id })).rejects.toMatchObject({ code: 'replay-not-found' })
})
