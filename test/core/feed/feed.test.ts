import { expect, test } from 'vitest'
import type { FeedEvent } from '#shared/contract/feed-events.ts'
import { createFeed } from '#main/core/feed/feed.ts'

const changed = (id: string) => ({ kind: 'views.changed', data: { id } }) as const

function listen(feed: ReturnType<typeof createFeed>, lastId: string | null) {
  const events: FeedEvent[] = []
  const stop = feed.subscribe(lastId, (event) => events.push(event))
  return { events, stop }
}

test('a listener hears what happens from now on, in order and numbered', () => {
  const feed = createFeed('boot', () => undefined)
  feed.publish(changed('before'))
  const { events, stop } = listen(feed, null)
  feed.publish(changed('a'))
  feed.publish(changed('b'))
  stop()
  feed.publish(changed('after'))
  expect(events).toEqual([
    { id: 'boot-2', ...changed('a') },
    { id: 'boot-3', ...changed('b') },
  ])
})

test('a listener that was away is told what it missed', () => {
  const feed = createFeed('boot', () => undefined)
  for (const id of ['a', 'b', 'c']) feed.publish(changed(id))
  expect(listen(feed, 'boot-1').events.map(({ id }) => id)).toEqual(['boot-2', 'boot-3'])
  expect(listen(feed, 'boot-3').events).toEqual([])
})

test.each(['other-1', 'boot-9', 'boot-x', 'nonsense', ''])('the id “%s” is answered with a reset', (lastId) => {
  const feed = createFeed('boot', () => undefined)
  feed.publish(changed('a'))
  expect(listen(feed, lastId).events).toEqual([{ id: 'boot-1', kind: 'reset', data: {} }])
})

test('what is older than the last 10,000 is answered with a reset, the rest is whole', () => {
  const feed = createFeed('boot', () => undefined)
  for (let number = 1; number <= 10_005; number += 1) feed.publish(changed(String(number)))
  expect(listen(feed, 'boot-4').events.map(({ kind }) => kind)).toEqual(['reset'])
  const { events } = listen(feed, 'boot-5')
  expect(events).toHaveLength(10_000)
  expect(events[0]).toEqual({ id: 'boot-6', ...changed('6') })
  expect(events.at(-1)).toEqual({ id: 'boot-10005', ...changed('10005') })
})

test('a listener that throws is reported and keeps nobody else from hearing', () => {
  const errors: unknown[] = []
  const feed = createFeed('boot', (error) => errors.push(error))
  feed.subscribe(null, () => {
    throw new Error('no')
  })
  const { events } = listen(feed, null)
  feed.publish(changed('a'))
  expect(events).toHaveLength(1)
  expect(errors).toHaveLength(1)
})
