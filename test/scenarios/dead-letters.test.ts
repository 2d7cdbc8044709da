import { expect, test } from 'vitest'
import { openDeadLetters } from '#shared/query/delivery-states.ts'
import type { RunningService } from '#test/support/service.ts'
import { runService } from '#test/support/service.ts'
import type { Behaviour } from '#test/support/raw-sink.ts'
import { openRawSink } from '#test/support/raw-sink.ts'

const waitOptions = { timeout: 20_000, interval: 50 }

/** A target that answers with these one after the other, then with the last for ever. */
const answering =
  (statuses: readonly number[]): Behaviour =>
  (socket) => {
    const left = statuses as number[]
    const status = (left.length > 1 ? left.shift() : left[0]) ?? 200
    socket.end(`HTTP/1.1 ${status} Said\r\nContent-Length: 0\r\n\r\n`)
  }

const publish = (creel: RunningService) =>
  creel.call('events.publish', { type: 'order.paid', data: { id: 'o_1', total: 49.9 } })

const statesOf = async (creel: RunningService): Promise<string[]> =>
  (await creel.call('deliveries.list', {})).items.map(({ state }) => state)

test('a dead letter is replayed once, and both tell of each other', async () => {
  const statuses = [500, 500, 200]
  await using sink = await openRawSink(answering(statuses))
  await using creel = await runService()
  const retry = { kind: 'schedule', delaysSeconds: [] } as const
  await creel.call('webhooks.create', { name: 'Weak', url: sink.url, events: ['order.*'], retry })
  await publish(creel)
  await expect.poll(() => statesOf(creel), waitOptions).toEqual(['dead_letter'])
  const [original] = (await creel.call('deliveries.list', {})).items
  const replay = (id: string | undefined) => creel.call('deliveries.replay', { id: id ?? '' })
  const both = await Promise.allSettled([replay(original?.id), replay(original?.id)])
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  await expect.poll(() => statesOf(creel), waitOptions).toEqual(['dead_letter', 'dead_letter'])
  const [first] = (await creel.call('deliveries.list', {})).items
  expect(first).toMatchObject({ replayOf: original?.id, replayedAs: null })
  expect(await creel.call('deliveries.get', { id: original?.id ?? '' })).toMatchObject({ replayedAs: first?.id })
  const failedToo = `as ${first?.id}, which failed too. Replay that one.`
  await expect(replay(original?.id)).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringContaining(failedToo),
  })

  const second = await replay(first?.id)
  await expect.poll(() => statesOf(creel), waitOptions).toEqual(['delivered', 'dead_letter', 'dead_letter'])
  const delivered = expect.stringContaining(`as ${second.id}, which was delivered.`)
  await expect(replay(first?.id)).rejects.toMatchObject({ code: 'conflict', message: delivered })
  // What was delivered is sent again as often as somebody wants.
  for (const _ of [1, 2]) await replay(second.id)
  await expect.poll(() => sink.requests.length, waitOptions).toBe(5)
})

test('a replay that was cancelled is none', async () => {
  await using sink = await openRawSink(answering([500]))
  await using creel = await runService()
  const retry = { kind: 'schedule', delaysSeconds: [] } as const
  const { id } = await creel.call('webhooks.create', { name: 'Weak', url: sink.url, events: ['order.*'], retry })
  await publish(creel)
  await expect.poll(() => statesOf(creel), waitOptions).toEqual(['dead_letter'])
  await creel.call('webhooks.pause', { id })
  const [original] = (await creel.call('deliveries.list', {})).items
  const replay = () => creel.call('deliveries.replay', { id: original?.id ?? '' })
  const { id: held } = await replay()
  await expect(replay()).rejects.toMatchObject({ message: expect.stringContaining(`${held}, which is still owed`) })
  await creel.call('deliveries.cancel', { id: held })
  expect(await creel.call('deliveries.get', { id: original?.id ?? '' })).toMatchObject({ replayedAs: null })
  expect(await replay()).toMatchObject({ state: 'held', replayOf: original?.id })
})

test('a dead letter counts until it is replayed, and again where its replay is cancelled', async () => {
  const statuses = [500, 500, 500, 200]
  await using sink = await openRawSink(answering(statuses))
  await using creel = await runService()
  const retry = { kind: 'schedule', delaysSeconds: [] } as const
  const { id } = await creel.call('webhooks.create', { name: 'Weak', url: sink.url, events: ['order.*'], retry })
  const counts = async () => {
    const { count } = await creel.call('deliveries.count', { q: openDeadLetters })
    return [count, (await creel.call('webhooks.get', { id })).deadLetterCount]
  }
  const newest = async () => (await creel.call('deliveries.list', { limit: 1 })).items[0]?.id ?? ''
  const replayNewest = async () => creel.call('deliveries.replay', { id: await newest() })
  await publish(creel)
  await expect.poll(counts, waitOptions).toEqual([1, 1])

  await creel.call('webhooks.pause', { id })
  const original = await newest()
  const { id: held } = await replayNewest()
  expect(await counts()).toEqual([0, 0])
  expect((await creel.call('deliveries.list', { q: 'is:replayed' })).items).toMatchObject([{ id: original }])
  await creel.call('deliveries.cancel', { id: held })
  expect(await counts()).toEqual([1, 1])
  await creel.call('deliveries.replay', { id: original })
  expect(await counts()).toEqual([0, 0])
  await creel.call('webhooks.resume', { id, held: 'cancel' })
  await expect.poll(counts, waitOptions).toEqual([1, 1])

  // A replay that dies counts in the place of what it has replayed.
  await creel.call('deliveries.replay', { id: original })
  await expect.poll(counts, waitOptions).toEqual([1, 1])
  expect(await creel.call('deliveries.replayMany', {})).toEqual({ count: 1 })
  await expect.poll(async () => (await statesOf(creel))[0], waitOptions).toBe('dead_letter')
  await replayNewest()
  await expect.poll(async () => (await statesOf(creel))[0], waitOptions).toBe('delivered')
  expect(await counts()).toEqual([0, 0])
  expect(await creel.call('webhooks.get', { id })).toMatchObject({ successRate: 1 })
})

test('what is counted to replay is replayed: no tests, and nothing for webhooks that are deleted', async () => {
  let status = 500
  await using sink = await openRawSink((socket) => socket.end(`HTTP/1.1 ${status} Said\r\nContent-Length: 0\r\n\r\n`))
  await using creel = await runService()
  const make = async (name: string) => {
    const settings = { name, url: `${sink.url}/${name}`, events: ['order.*'] }
    const { id } = await creel.call('webhooks.create', { ...settings, retry: { kind: 'schedule', delaysSeconds: [] } })
    return id
  }
  const [stays, deleted, purged] = [await make('stays'), await make('deleted'), await make('purged')]
  await publish(creel)
  await creel.call('webhooks.test', { id: stays, eventType: 'task.created' })
  await expect.poll(() => statesOf(creel), waitOptions).toEqual(Array(4).fill('dead_letter'))
  const { items } = await creel.call('deliveries.list', {})
  await creel.call('webhooks.delete', { id: deleted })
  await creel.call('webhooks.delete', { id: purged, purge: true })

  const replay = (webhookId: string) =>
    creel.call('deliveries.replay', { id: items.find((row) => row.webhookId === webhookId)?.id ?? '' })
  const restore = { code: 'webhook-not-found', message: expect.stringContaining('Restore it first') }
  await expect(replay(deleted)).rejects.toMatchObject(restore)
  const gone = { code: 'webhook-not-found', message: expect.stringContaining('deleted for good') }
  await expect(replay(purged)).rejects.toMatchObject(gone)

  const stands = (await creel.call('deliveries.list', { q: '!is:test' })).items.map((row) => row.webhookStatus)
  expect(stands).toEqual(expect.arrayContaining(['active', 'deleted', 'gone']))
  const ids = items.map(({ id }) => id)
  status = 200
  for (const subject of [{}, { ids }]) {
    expect(await creel.call('deliveries.replayMany', { ...subject, dryRun: true })).toEqual({ count: 1 })
  }
  expect(await creel.call('deliveries.replayMany', { ids })).toEqual({ count: 1 })
  await expect.poll(async () => (await statesOf(creel))[0], waitOptions).toBe('delivered')
  expect(sink.requests.map(({ target }) => target).slice(4)).toEqual(['/stays'])
})

test('what cannot be retried is told why, and what to do instead', async () => {
  await using sink = await openRawSink(answering([500]))
  await using creel = await runService()
  const retry = { kind: 'schedule', delaysSeconds: [] } as const
  const { id } = await creel.call('webhooks.create', { name: 'Weak', url: sink.url, events: ['*'], retry })
  await publish(creel)
  await expect.poll(() => statesOf(creel), waitOptions).toEqual(['dead_letter'])
  const refusal = async (operation: 'deliveries.retry' | 'deliveries.cancel'): Promise<unknown> => {
    const [newest] = (await creel.call('deliveries.list', { limit: 1 })).items
    return creel.call(operation, { id: newest?.id ?? '' }).catch((error: Error) => error.message)
  }
  expect(await refusal('deliveries.retry')).toContain('it is a dead letter. Replay it instead.')
  expect(await refusal('deliveries.cancel')).toContain('any more: it is a dead letter.')
  await creel.call('webhooks.pause', { id })
  await publish(creel)
  expect(await refusal('deliveries.retry')).toBe('Its webhook is paused: resume it first.')
  await creel.call('webhooks.delete', { id })
  expect(await refusal('deliveries.retry')).toBe('Its webhook was deleted: restore it first.')
  await creel.call('webhooks.delete', { id, purge: true })
  expect(await refusal('deliveries.retry')).toContain('it is cancelled. Replay it instead.')
})
