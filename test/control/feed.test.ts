import { once } from 'node:events'
import { connect } from 'node:net'
import { expect, test } from 'vitest'
import { readFeed } from '#main/connect/feed-reader.ts'
import { localToken, startControl } from '#test/support/control-listener.ts'
import { rawRequest } from '#test/support/raw-http.ts'

type Control = Awaited<ReturnType<typeof startControl>>

const changed = (id: string) => ({ kind: 'sources.changed', data: { id } }) as const

/** The next events of a feed that is open already. */
function openFeed(control: Control, lastId: string | null = null, token = localToken) {
  const leaving = new AbortController()
  const events = readFeed({ url: control.url, token }, { lastId, signal: leaving.signal })
  const take = async (count: number) => {
    const taken = []
    while (taken.length < count) taken.push((await events.next()).value)
    return taken
  }
  return { events, take, [Symbol.dispose]: () => leaving.abort() }
}

test('a client that comes back gets what it missed and then what comes', async () => {
  await using control = await startControl()
  for (const id of ['first', 'second', 'third']) control.app.feed.publish(changed(id))
  using feed = openFeed(control, 'boot-1')
  expect(await feed.take(2)).toEqual([
    { id: 'boot-2', ...changed('second') },
    { id: 'boot-3', ...changed('third') },
  ])
  control.app.feed.publish(changed('fourth'))
  expect(await feed.take(1)).toEqual([{ id: 'boot-4', ...changed('fourth') }])
})

test.each(['otherboot-1', 'boot-999', 'nonsense'])(
  'the id %s, which is not held, is answered with a reset',
  async (lastId) => {
    await using control = await startControl()
    control.app.feed.publish(changed('first'))
    using feed = openFeed(control, lastId)
    expect(await feed.take(1)).toEqual([{ id: 'boot-1', kind: 'reset', data: {} }])
  },
)

test('what is older than ten thousand events is answered with a reset', async () => {
  await using control = await startControl()
  for (let number = 1; number <= 10_002; number += 1) control.app.feed.publish(changed(String(number)))
  using feed = openFeed(control, 'boot-1')
  expect(await feed.take(1)).toEqual([{ id: 'boot-10002', kind: 'reset', data: {} }])
})

test('the feed needs the token', async () => {
  await using control = await startControl()
  using feed = openFeed(control, null, 'wrong')
  await expect(feed.events.next()).rejects.toMatchObject({ code: 'unauthorized' })
})

test('a quiet feed says that it is still there, and is neither kept nor buffered on the way', async () => {
  await using control = await startControl({ heartbeatMs: 5 })
  const answer = await control.call('/api/v1/feed')
  expect(answer.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
  expect(answer.headers.get('cache-control')).toBe('no-store')
  expect(answer.headers.get('x-accel-buffering')).toBe('no')
  const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  while (!text.includes(': still here\n\n')) text += (await reader.read()).value ?? ''
  await reader.cancel()
})

test('the feed of a browser that is shut out ends', async () => {
  await using control = await startControl({ heartbeatMs: 5 })
  await control.app.enter('right')
  using feed = openFeed(control, 'otherboot-0', 'session-token')
  await feed.take(1)
  const next = feed.events.next()
  control.sessions.clear()
  expect(await next).toEqual({ value: undefined, done: true })
})

test('a client that does not read is dropped instead of being buffered for without end', async () => {
  await using control = await startControl()
  const socket = connect(control.port, '127.0.0.1')
  const auth = [`Host: 127.0.0.1:${control.port}`, `Authorization: Bearer ${localToken}`]
  socket.write(rawRequest('GET /api/v1/feed', auth))
  let received = 0
  await once(socket, 'data')
  socket.pause()
  const published = 400
  for (let number = 0; number < published; number += 1) control.app.feed.publish(changed('x'.repeat(100_000)))
  socket.on('data', (chunk: Buffer) => (received += chunk.length))
  socket.resume()
  await once(socket, 'close')
  expect(received).toBeLessThan(published * 100_000)
})

test('stopping ends open feeds', async () => {
  const control = await startControl()
  control.app.feed.publish(changed('first'))
  using feed = openFeed(control, 'otherboot-0')
  await feed.take(1)
  const next = feed.events.next()
  await control.listener.stop()
  expect(await next).toEqual({ value: undefined, done: true })
})
