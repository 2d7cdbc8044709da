import type { Socket } from 'node:net'
import { afterAll, expect, test } from 'vitest'
import type { OutgoingRequest, OutgoingResult } from '#main/core/ports.ts'
import { createSendRequest } from '#main/host/send-request.ts'
import type { Behaviour } from '#test/support/raw-sink.ts'
import { openRawSink } from '#test/support/raw-sink.ts'

const send = createSendRequest(() => null)
afterAll(send.close)

function post(url: string, keepsAlive = true): Promise<OutgoingResult> {
  const request: OutgoingRequest = { method: 'POST', url: `${url}/`, headers: [['X-A', '1']], body: Buffer.from('abc') }
  return send(request, { timeoutMs: 10_000, keepBytes: 1_000, signal: new AbortController().signal, keepsAlive })
}

const ok = 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'

/** Notes which connection each request came over, then does what is asked at that place. */
function noting(behaviours: readonly Behaviour[]): { connections: number[]; behave: Behaviour } {
  const known: Socket[] = []
  const connections: number[] = []
  return {
    connections,
    behave(socket, request) {
      if (!known.includes(socket)) known.push(socket)
      connections.push(known.indexOf(socket))
      behaviours[connections.length - 1]?.(socket, request)
    },
  }
}

const answer: Behaviour = (socket) => void socket.write(ok)
const close: Behaviour = (socket) => void socket.end()
const reset: Behaviour = (socket) => void socket.resetAndDestroy()

test('a connection is used again, and the time of connecting is told of the first alone', async () => {
  const { connections, behave } = noting([answer, answer])
  await using sink = await openRawSink(behave)
  const first = await post(sink.url)
  const second = await post(sink.url)
  expect(connections).toEqual([0, 0])
  expect([first.timing.connectMs, second.timing.connectMs]).toEqual([expect.any(Number), null])
  expect([first.timing.dnsMs, first.timing.tlsMs, second.timing.dnsMs]).toEqual([null, null, null])
  expect(sink.requests[1]).toEqual({
    method: 'POST',
    target: '/',
    headers: [
      ['host', new URL(sink.url).host],
      ['connection', 'keep-alive'],
      ['X-A', '1'],
      ['content-length', '3'],
    ],
    body: Buffer.from('abc'),
  })
})

test('whoever does not ask for it gets a connection of its own', async () => {
  const { connections, behave } = noting([answer, answer, answer])
  await using sink = await openRawSink(behave)
  await post(sink.url)
  await post(sink.url, false)
  await post(sink.url, false)
  expect(connections).toEqual([0, 1, 2])
})

test('what is sent at once goes over as many connections', async () => {
  const { connections, behave } = noting([answer, answer, answer])
  await using sink = await openRawSink(behave)
  await Promise.all([post(sink.url), post(sink.url), post(sink.url)])
  expect(new Set(connections)).toEqual(new Set([0, 1, 2]))
})

test.each<[string, Behaviour]>([
  ['closes', close],
  ['resets', reset],
])('a target that %s a connection that was left open is sent to over a new one', async (_, ends) => {
  const { connections, behave } = noting([answer, ends, answer])
  await using sink = await openRawSink(behave)
  await post(sink.url)
  expect(await post(sink.url)).toMatchObject({ kind: 'answered', status: 200 })
  expect(connections).toEqual([0, 0, 1])
})

test('a target that closes the new one too is not sent to a third time', async () => {
  const { connections, behave } = noting([answer, close, close, answer])
  await using sink = await openRawSink(behave)
  await post(sink.url)
  expect(await post(sink.url)).toMatchObject({ kind: 'failed', code: 'UND_ERR_SOCKET' })
  expect(connections).toEqual([0, 0, 1])
})

test('a connection whose answer broke off is not used again, and its request is not sent again', async () => {
  const half: Behaviour = (socket) => void socket.end('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf')
  const { connections, behave } = noting([answer, half, answer])
  await using sink = await openRawSink(behave)
  await post(sink.url)
  expect(await post(sink.url)).toMatchObject({ kind: 'failed' })
  expect(await post(sink.url)).toMatchObject({ kind: 'answered' })
  expect(connections).toEqual([0, 0, 1])
})

test('a target that wants the connection closed gets a new one', async () => {
  const closing: Behaviour = (socket) =>
    void socket.end('HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
  const { connections, behave } = noting([closing, answer])
  await using sink = await openRawSink(behave)
  expect([await post(sink.url), await post(sink.url)]).toMatchObject([{ status: 200 }, { status: 200 }])
  expect(connections).toEqual([0, 1])
})
