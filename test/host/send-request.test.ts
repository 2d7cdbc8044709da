import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterAll, expect, test } from 'vitest'
import type { OutgoingRequest, OutgoingResult } from '#main/core/ports.ts'
import { createSendRequest } from '#main/host/send-request.ts'
import type { Behaviour } from '#test/support/raw-sink.ts'
import { openRawSink } from '#test/support/raw-sink.ts'

const send = createSendRequest(() => null)
afterAll(send.close)

const keepBytes = 64_000

function post(
  url: string,
  { timeoutMs = 10_000, signal = new AbortController().signal } = {},
): Promise<OutgoingResult> {
  const request: OutgoingRequest = { method: 'POST', url: `${url}/`, headers: [['X-A', '1']], body: Buffer.from('abc') }
  return send(request, { timeoutMs, keepBytes, signal })
}

/** What comes of a target that behaves so. */
async function against(
  behave: Behaviour,
  options?: { timeoutMs?: number; signal?: AbortSignal },
): Promise<OutgoingResult> {
  await using sink = await openRawSink(behave)
  return await post(sink.url, options)
}

const answering =
  (text: string): Behaviour =>
  (socket) =>
    void socket.end(text, 'latin1')

test('an answer comes back with its headers in order, case and number', async () => {
  const result = await against(
    answering(
      'HTTP/1.1 201 Made\r\nX-b: 1\r\nSet-Cookie: a=1\r\nx-B: \xfc\r\nSet-Cookie: b=2\r\nContent-Length: 2\r\n\r\nok',
    ),
  )
  expect(result).toMatchObject({
    kind: 'answered',
    status: 201,
    headers: [
      ['X-b', '1'],
      ['Set-Cookie', 'a=1'],
      ['x-B', '\xfc'],
      ['Set-Cookie', 'b=2'],
      ['Content-Length', '2'],
    ],
    body: Buffer.from('ok'),
    bodyBytes: 2,
  })
})

test('nothing is added but Host, Connection and framing', async () => {
  await using sink = await openRawSink()
  await post(sink.url)
  expect(sink.requests).toEqual([
    {
      method: 'POST',
      target: '/',
      headers: [
        ['host', new URL(sink.url).host],
        ['connection', 'close'],
        ['X-A', '1'],
        ['content-length', '3'],
      ],
      body: Buffer.from('abc'),
    },
  ])
})

test('no redirect is followed', async () => {
  await using elsewhere = await openRawSink()
  const result = await against(
    answering(`HTTP/1.1 302 Found\r\nLocation: ${elsewhere.url}\r\nContent-Length: 0\r\n\r\n`),
  )
  expect(result).toMatchObject({ kind: 'answered', status: 302 })
  expect(elsewhere.requests).toEqual([])
})

test('an interim answer is passed over', async () => {
  const result = await against(
    answering(
      'HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 200 OK\r\nX-Last: 1\r\nContent-Length: 0\r\n\r\n',
    ),
  )
  expect(result).toMatchObject({
    kind: 'answered',
    status: 200,
    headers: [
      ['X-Last', '1'],
      ['Content-Length', '0'],
    ],
  })
})

test('a compressed answer is left as it came', async () => {
  const packed = gzipSync('hello')
  const result = await against(
    answering(
      `HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: ${packed.length}\r\n\r\n${packed.toString('latin1')}`,
    ),
  )
  expect(result).toMatchObject({ kind: 'answered', body: packed })
})

test('of an answer without end the start is kept and the rest is not read', async () => {
  const megabyte = Buffer.alloc(1_000_000, 'x')
  const result = await against((socket) => {
    socket.write('HTTP/1.1 200 OK\r\nContent-Length: 10000000000\r\n\r\n')
    const more = (): void => void (socket.writable && socket.write(megabyte, more))
    more()
  })
  expect(result).toMatchObject({ kind: 'answered', status: 200, body: { length: keepBytes } })
  expect(result.kind === 'answered' && result.bodyBytes).toBeLessThan(20_000_000)
})

test.each<[string, Behaviour, string, string]>([
  [
    'closes without a word',
    (socket) => void socket.end(),
    'UND_ERR_SOCKET',
    'closed the connection before it answered',
  ],
  [
    'resets the connection',
    (socket) => void socket.resetAndDestroy(),
    'ECONNRESET',
    'closed the connection before it answered',
  ],
  ['answers something else', answering('220 smtp.example.test\r\n'), 'not-http', 'is not HTTP'],
  [
    'breaks off in the middle',
    answering('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf'),
    'UND_ERR_SOCKET',
    'broke off in the middle of its answer',
  ],
])('a target that %s is told in words', async (_, behave, code, words) => {
  const result = await against(behave)
  expect(result).toMatchObject({ kind: 'failed', code, message: expect.stringContaining(words) })
})

test('a target that never answers is given up after the time-out', async () => {
  const result = await against(() => undefined, { timeoutMs: 200 })
  expect(result).toMatchObject({ kind: 'failed', code: 'timed-out', message: 'The target took too long to answer.' })
})

test('a target that never ends its answer is given up after the time-out', async () => {
  const result = await against((socket) => void socket.write('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nha'), {
    timeoutMs: 200,
  })
  expect(result).toMatchObject({
    kind: 'failed',
    code: 'timed-out',
    message: expect.stringContaining('began to answer'),
  })
})

test('a send that is stopped says so', async () => {
  const stopping = new AbortController()
  const result = await against(() => stopping.abort(), { signal: stopping.signal })
  expect(result).toMatchObject({
    kind: 'failed',
    code: 'interrupted',
    message: expect.stringContaining('Creel stopped'),
  })
})

test('a send after the stop is not made', async () => {
  await using sink = await openRawSink()
  const result = await post(sink.url, { signal: AbortSignal.abort() })
  expect(result).toMatchObject({ kind: 'failed', code: 'interrupted' })
  expect(sink.requests).toEqual([])
})

test('where nothing listens, that is said', async () => {
  const server = createServer()
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  await new Promise((closed) => server.close(closed))
  const result = await post(`http://127.0.0.1:${port}`)
  expect(result).toMatchObject({
    kind: 'failed',
    code: 'ECONNREFUSED',
    message: expect.stringContaining('Nothing listens'),
  })
})

test('TLS to a target that speaks none is told in words', async () => {
  const server = createServer((socket) => socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')))
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const result = await post(`https://127.0.0.1:${(server.address() as AddressInfo).port}`)
  await new Promise((closed) => server.close(closed))
  expect(result).toMatchObject({ kind: 'failed', message: expect.stringContaining('TLS') })
})

test.each([
  ['/a/../b?x=%zz#y', '/a/../b?x=%zz#y'],
  ['?x=1', '/?x=1'],
  ['', '/'],
])('the target “%s” goes out as it is written, however its host is', async (written, target) => {
  await using sink = await openRawSink()
  const { port } = new URL(sink.url)
  const options = { timeoutMs: 10_000, keepBytes, signal: new AbortController().signal }
  for (const host of ['127.0.0.1', '0x7f.1', '127.0.0.1.', 'me@127.1']) {
    await send({ method: 'POST', url: `HTTP://${host}:${port}${written}`, headers: [], body: Buffer.alloc(0) }, options)
  }
  expect(sink.requests.map((request) => request.target)).toEqual([target, target, target, target])
})
