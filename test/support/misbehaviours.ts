import { gzipSync } from 'node:zlib'
import type { DeliveryState } from '#shared/model/delivery.ts'
import type { ErrorClass } from '#shared/rules/error-class.ts'
import type { Behaviour } from './raw-sink.ts'

/** How a delivery stands after its first attempt; `afterSeconds` counts from the end of that, `at` is a moment. */
export type Ending = {
  state: DeliveryState
  status: number | null
  errorClass: ErrorClass | null
  due?: { afterSeconds: number } | { at: number }
}

/** A sink that does something odd. A `silent` one has to be waited for. */
export type Misbehaviour = { what: string; does: Behaviour; ends: Ending; isSilent?: true }

/** The delay of the webhooks' retry policy: long enough that no test sees the next attempt. */
export const retrySeconds = 1800
const daySeconds = 86_400

export const delivered = (status: number): Ending => ({ state: 'delivered', status, errorClass: null })
export const retried = (errorClass: ErrorClass, status: number | null = null, afterSeconds = retrySeconds): Ending => ({
  state: 'retrying',
  status,
  errorClass,
  due: { afterSeconds },
})

const empty = 'Content-Length: 0\r\n\r\n'

/** Says these bytes and closes. */
const says =
  (bytes: string | Buffer): Behaviour =>
  (socket) =>
    void socket.end(bytes)

const answers = (status: number, headers = '', body = ''): Behaviour =>
  says(`HTTP/1.1 ${status} Said\r\n${headers}Content-Length: ${body.length}\r\n\r\n${body}`)

/** Says these bytes, then resets the connection. */
const saysAndResets =
  (bytes: string): Behaviour =>
  (socket) => {
    if (bytes === '') return void socket.resetAndDestroy()
    socket.write(bytes, () => setImmediate(() => socket.resetAndDestroy()))
  }

/** Says a beginning, then one more piece every so often, for ever. */
const drips =
  (head: string, piece: string): Behaviour =>
  (socket) => {
    socket.write(head)
    const timer = setInterval(() => socket.write(piece), 100)
    socket.on('close', () => clearInterval(timer))
  }

/** Says a beginning, then as much as is taken, for ever. */
const floods =
  (head: string, piece: string): Behaviour =>
  (socket) => {
    socket.write(head)
    const flood = (): void => {
      while (!socket.destroyed && socket.write(piece));
    }
    socket.on('drain', flood)
    flood()
  }

const withStatus = (statuses: readonly number[], ends: (status: number) => Ending): Misbehaviour[] =>
  statuses.map((status) => ({ what: `status ${status}`, does: answers(status), ends: ends(status) }))

const statuses: Misbehaviour[] = [
  ...withStatus([200, 201, 202, 203, 206, 226, 299], delivered),
  { what: '204 without a length', does: says('HTTP/1.1 204 No Content\r\n\r\n'), ends: delivered(204) },
  { what: '205', does: answers(205), ends: delivered(205) },
  ...withStatus([300, 303, 307, 308], (status) => retried('redirect', status)),
  { what: '304 without a length', does: says('HTTP/1.1 304 Same\r\n\r\n'), ends: retried('redirect', 304) },
  ...withStatus([400, 401, 403, 404, 408, 409, 413, 422, 451], (status) => retried('client-error', status)),
  ...withStatus([500, 501, 503, 505, 599], (status) => retried('server-error', status)),
  ...withStatus([429, 502, 504], (status) => retried('throttled', status)),
  ...withStatus([600, 999], (status) => retried('unexpected-status', status)),
  { what: 'status 410', does: answers(410), ends: { state: 'held', status: 410, errorClass: 'gone' } },
]

const redirects: Misbehaviour[] = ['http://169.254.169.254/latest/', 'http://10.0.0.1/', '/redirected', '//[::1]/'].map(
  (location) => ({
    what: `a redirect to ${location}`,
    does: answers(302, `Location: ${location}\r\n`),
    ends: retried('redirect', 302),
  }),
)

const afterThat = new Date(Math.ceil(Date.now() / 1000) * 1000 + 43_200_000)
const rfc850 = (date: Date): string => {
  const [, day = '', month = '', year = '', time = ''] = date.toUTCString().split(' ')
  const weekday = date.toLocaleDateString('en-GB', { weekday: 'long', timeZone: 'UTC' })
  return `${weekday}, ${day}-${month}-${year.slice(2)} ${time} GMT`
}
const asctime = (date: Date): string => {
  const [weekday = '', day = '', month = '', year = '', time = ''] = date.toUTCString().split(' ')
  return `${weekday.slice(0, 3)} ${month} ${day.replace(/^0/, ' ')} ${time} ${year}`
}

const retryAfter: Misbehaviour[] = [
  ...[
    ['7200', 7200],
    ['5', retrySeconds],
    ['0', retrySeconds],
    ['-7200', retrySeconds],
    ['7200.5', retrySeconds],
    ['1e6', retrySeconds],
    ['soon', retrySeconds],
    ['', retrySeconds],
    ['315360000', daySeconds],
    ['9'.repeat(400), daySeconds],
    [new Date(afterThat.getTime() + 315_360_000_000).toUTCString(), daySeconds],
    [new Date(0).toUTCString(), retrySeconds],
    ['Mon, 31 Feb 2099 10:00:00 GMT', retrySeconds],
    ['3600\r\nRetry-After: 7200', 7200],
  ].map(([value, seconds]) => ({
    what: `Retry-After “${String(value).slice(0, 60)}”`,
    does: answers(503, `Retry-After: ${value}\r\n`),
    ends: retried('server-error', 503, Number(seconds)),
  })),
  ...[afterThat.toUTCString(), rfc850(afterThat), asctime(afterThat)].map((date) => ({
    what: `Retry-After “${date}”`,
    does: answers(429, `Retry-After: ${date}\r\n`),
    ends: { ...retried('throttled', 429), due: { at: afterThat.getTime() } },
  })),
]

const stopSigns: Misbehaviour[] = (
  [
    ['Webhook-Delivery: abort-message', 500],
    ['X-Slack-No-Retry: 1', 404],
  ] as const
).map(([header, status]) => ({
  what: `${status} with ${header}`,
  does: answers(status, `${header}\r\n`),
  ends: { state: 'dead_letter', status, errorClass: 'stopped-by-target' },
}))

const informational: Misbehaviour[] = [
  { what: '103, then 200', does: says(`HTTP/1.1 103 Hints\r\n\r\nHTTP/1.1 200 OK\r\n${empty}`), ends: delivered(200) },
  {
    what: '102 twice, then 500',
    does: says(`${'HTTP/1.1 102 P\r\n\r\n'.repeat(2)}HTTP/1.1 500 No\r\n${empty}`),
    ends: retried('server-error', 500),
  },
  {
    what: '103 and nothing more',
    does: (socket) => void socket.write('HTTP/1.1 103 Hints\r\n\r\n'),
    ends: retried('timed-out'),
    isSilent: true,
  },
  {
    what: '100 that nobody asked for',
    does: says(`HTTP/1.1 100 Go\r\n\r\nHTTP/1.1 200 OK\r\n${empty}`),
    ends: retried('connection-broken'),
  },
  {
    what: '101 to another protocol',
    does: says('HTTP/1.1 101 Switch\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\n'),
    ends: retried('connection-broken'),
  },
]

const broken: Misbehaviour[] = [
  { what: 'a close without a word', does: says(''), ends: retried('connection-broken') },
  { what: 'a reset without a word', does: saysAndResets(''), ends: retried('connection-broken') },
  { what: 'a close amid the headers', does: says('HTTP/1.1 200 OK\r\nContent-Le'), ends: retried('connection-broken') },
  {
    what: 'a reset amid the headers',
    does: saysAndResets('HTTP/1.1 200 OK\r\nContent-Le'),
    ends: retried('connection-broken'),
  },
  {
    what: 'a close amid the body',
    does: says('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nbegun'),
    ends: retried('connection-broken'),
  },
  {
    what: 'a reset amid the body',
    does: saysAndResets('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nbegun'),
    ends: retried('connection-broken'),
  },
  {
    what: 'a close amid the chunks',
    does: says('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nbegun\r\n'),
    ends: retried('connection-broken'),
  },
  { what: 'no answer at all', does: () => undefined, ends: retried('timed-out'), isSilent: true },
  {
    what: 'headers that drip',
    does: drips('HTTP/1.1 200 OK\r\nX-Slow: ', 'x'),
    ends: retried('timed-out'),
    isSilent: true,
  },
  {
    what: 'a body that drips',
    does: drips('HTTP/1.1 200 OK\r\n\r\n', 'x'),
    ends: retried('timed-out'),
    isSilent: true,
  },
]

const notHttp: Misbehaviour[] = [
  ['a status line without a status', 'HTTP/1.1 OK\r\n\r\n'],
  ['a status of two digits', `HTTP/1.1 20 OK\r\n${empty}`],
  ['a version there is none of', `HTTP/9.7 200 OK\r\n${empty}`],
  ['a banner of SSH', 'SSH-2.0-OpenSSH_9.2p1\r\n'],
  ['HTTP/0.9: a page and nothing else', '<html>Hello</html>'],
  ['a header without a colon', `HTTP/1.1 200 OK\r\nNoColonHere\r\n${empty}`],
  ['a NUL in a header', `HTTP/1.1 200 OK\r\nX-Bad: a\0b\r\n${empty}`],
  ['two lengths', 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nabc'],
  ['a length below zero', 'HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n'],
  ['a chunk without a size', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n\r\n'],
  ['200 kB of headers', `HTTP/1.1 200 OK\r\n${'X-Much: 0123456789\r\n'.repeat(10_000)}${empty}`],
  ['one header of 200 kB', `HTTP/1.1 200 OK\r\nX-Much: ${'0'.repeat(200_000)}\r\n${empty}`],
].map(([what = '', bytes = '']) => ({ what, does: says(bytes), ends: retried('not-http') }))

const zeros = gzipSync(Buffer.alloc(20_000_000))
const bodies: Misbehaviour[] = [
  { what: 'HTTP/1.0', does: says('HTTP/1.0 200 OK\r\n\r\nold'), ends: delivered(200) },
  { what: 'no length, then a close', does: says('HTTP/1.1 200 OK\r\n\r\nwhole'), ends: delivered(200) },
  { what: 'no reason phrase', does: says(`HTTP/1.1 200\r\n${empty}`), ends: delivered(200) },
  {
    what: 'more than its length',
    does: says('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok and more'),
    ends: delivered(200),
  },
  {
    what: 'a second answer',
    does: says(`HTTP/1.1 200 OK\r\n${empty}HTTP/1.1 500 No\r\n${empty}`),
    ends: delivered(200),
  },
  { what: 'a body of 5 MB', does: answers(200, '', 'x'.repeat(5_000_000)), ends: delivered(200) },
  { what: 'a body that never ends', does: floods('HTTP/1.1 200 OK\r\n\r\n', 'x'.repeat(65_536)), ends: delivered(200) },
  {
    what: 'a failure whose body never ends',
    does: floods('HTTP/1.1 500 No\r\n\r\n', 'x'.repeat(65_536)),
    ends: retried('server-error', 500),
  },
  {
    what: 'a gzip bomb',
    does: says(
      Buffer.concat([
        Buffer.from(`HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: ${zeros.length}\r\n\r\n`),
        zeros,
      ]),
    ),
    ends: delivered(200),
  },
  {
    what: 'what only calls itself gzip',
    does: answers(200, 'Content-Encoding: gzip\r\n', 'no gzip'),
    ends: delivered(200),
  },
]

/** What the sink of a webhook may do, and what becomes of the delivery. */
export const misbehaviours: readonly Misbehaviour[] = [
  ...statuses,
  ...redirects,
  ...retryAfter,
  ...stopSigns,
  ...informational,
  ...broken,
  ...notHttp,
  ...bodies,
]
