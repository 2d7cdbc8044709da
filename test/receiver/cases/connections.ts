import type { Family } from './raw-case.ts'
import { captured, chunked, malformed, message, post, refused, sized, turnedAway } from './raw-case.ts'

const get = (at: string): string => message(`GET ${at} HTTP/1.1`, ['Host: a'])

/** What the table says of a body that was sent whole with its length told. */
const kept = (headers: string[], body: string) =>
  captured({ headers: [...headers, `Content-Length: ${body.length}`], body })

export const pipelining: Family = {
  name: 'pipelining',
  cases: (at) => [
    {
      name: 'two at once',
      send: get(`${at}/1`) + get(`${at}/2`),
      becomes: [captured({ method: 'GET', path: '/1' }), captured({ method: 'GET', path: '/2' })],
    },
    {
      name: 'three with bodies',
      send: sized(`${at}/1`, [], 'a') + chunked(`${at}/2`, '1\r\nb\r\n0\r\n\r\n') + get(`${at}/3`),
      becomes: [
        captured({ path: '/1', headers: ['Content-Length: 1'], body: 'a' }),
        captured({ path: '/2', headers: ['Transfer-Encoding: chunked'], body: 'b' }),
        captured({ method: 'GET', path: '/3' }),
      ],
    },
    {
      name: 'a good one, then one that cannot be read',
      send: get(`${at}/1`) + message(`FETCH ${at}/2 HTTP/1.1`, ['Host: a']),
      becomes: [
        captured({ method: 'GET', path: '/1' }),
        malformed('invalid method encountered', 400, `FETCH ${at}/2 HTTP/1.1\r\nHost: a\r\n\r\n`),
      ],
    },
    {
      name: 'a good one with a body that looks like a request, then a bad one',
      send: sized(`${at}/1`, [], get(`${at}/inner`)) + post(`${at}/2`, ['X A: b']),
      becomes: [
        captured({ path: '/1', headers: [`Content-Length: ${get(`${at}/inner`).length}`], body: get(`${at}/inner`) }),
        malformed('invalid header token', 400, post(`${at}/2`, ['X A: b'])),
      ],
    },
    {
      name: 'a chunked one with trailers, then a bad one in the next packet',
      send: [chunked(`${at}/1`, '1;x\r\nb\r\n0\r\nX-T: 1\r\n\r\n') + `POST ${at}/2 HTT`, 'P/1.1\r\nbad\r\n\r\n'],
      becomes: [
        captured({ path: '/1', headers: ['Transfer-Encoding: chunked'], body: 'b', trailers: ['X-T: 1'] }),
        malformed('invalid header token', 400, `POST ${at}/2 HTTP/1.1\r\nbad\r\n\r\n`),
      ],
    },
    {
      name: 'a good one, then a bad chunk',
      send: get(`${at}/1`) + chunked(`${at}/2`, 'zz\r\n'),
      becomes: [
        captured({ method: 'GET', path: '/1' }),
        malformed('invalid character in chunk size', 400, chunked(`${at}/2`, 'zz\r\n')),
      ],
    },
    {
      name: 'a good one, then noise',
      send: `${get(`${at}/1`)}\x01\x02\x03\x04`,
      becomes: [captured({ method: 'GET', path: '/1' }), turnedAway(400)],
    },
    {
      name: 'more bytes than the length tells',
      send: post(at, ['Content-Length: 2'], 'abGARBAGE\r\n\r\n'),
      becomes: [captured({ headers: ['Content-Length: 2'], body: 'ab' }), turnedAway(400)],
    },
    {
      name: 'one after the last of the connection',
      send: message(`GET ${at}/1 HTTP/1.1`, ['Host: a', 'Connection: close']) + get(`${at}/2`),
      becomes: [
        captured({ method: 'GET', path: '/1', headers: ['Connection: close'] }),
        malformed('data after `connection: close`', null, get(`${at}/2`)),
      ],
    },
    {
      name: 'an unknown address, then a known one',
      send: get('/in/AAAAAAAAAAAAAAAAAAAAAA') + get(`${at}/2`),
      becomes: [turnedAway(404), captured({ method: 'GET', path: '/2' })],
    },
  ],
}

export const expectations: Family = {
  name: 'Expect',
  cases: (at) => [
    {
      name: '100-continue',
      send: sized(at, ['Expect: 100-continue'], 'hello'),
      becomes: [{ kind: 'continue', status: 100 }, kept(['Expect: 100-continue'], 'hello')],
    },
    {
      name: '100-continue, the body in the next packet',
      send: [post(at, ['Expect: 100-continue', 'Content-Length: 2']), 'ok'],
      becomes: [{ kind: 'continue', status: 100 }, kept(['Expect: 100-continue'], 'ok')],
    },
    {
      name: '100-Continue in another case',
      send: sized(at, ['EXPECT: 100-Continue'], 'x'),
      becomes: [{ kind: 'continue', status: 100 }, kept(['EXPECT: 100-Continue'], 'x')],
    },
    {
      name: '100-continue with chunks',
      send: chunked(at, '1\r\na\r\n0\r\n\r\n', ['Expect: 100-continue']),
      becomes: [
        { kind: 'continue', status: 100 },
        captured({ headers: ['Expect: 100-continue', 'Transfer-Encoding: chunked'], body: 'a' }),
      ],
    },
    {
      name: '100-continue from HTTP/1.0',
      send: message(`POST ${at} HTTP/1.0`, ['Expect: 100-continue', 'Content-Length: 1'], 'a'),
      becomes: captured({ httpVersion: '1.0', allHeaders: ['Expect: 100-continue', 'Content-Length: 1'], body: 'a' }),
    },
    {
      name: '100-continue for more than is taken',
      send: post(at, ['Expect: 100-continue', 'Content-Length: 99999999']),
      becomes: refused(413, 'body-too-large'),
    },
    {
      name: '100-continue to an unknown address',
      send: post('/in/AAAAAAAAAAAAAAAAAAAAAA', ['Expect: 100-continue', 'Content-Length: 5']),
      becomes: turnedAway(404),
    },
    {
      name: 'something else',
      send: sized(at, ['Expect: 200-ok'], 'hello'),
      becomes: kept(['Expect: 200-ok'], 'hello'),
    },
    { name: 'nothing', send: sized(at, ['Expect:'], 'hello'), becomes: kept(['Expect: '], 'hello') },
    {
      name: '100-continue and something else',
      send: sized(at, ['Expect: 100-continue, x'], 'a'),
      becomes: [{ kind: 'continue', status: 100 }, kept(['Expect: 100-continue, x'], 'a')],
    },
  ],
}

export const upgrades: Family = {
  name: 'Upgrade',
  cases: (at) => [
    {
      name: 'a web socket',
      send: message(`GET ${at} HTTP/1.1`, ['Host: a', 'Connection: Upgrade', 'Upgrade: websocket']),
      becomes: captured({ method: 'GET', headers: ['Connection: Upgrade', 'Upgrade: websocket'] }),
    },
    {
      name: 'h2c',
      send: message(`GET ${at} HTTP/1.1`, [
        'Host: a',
        'Connection: Upgrade, HTTP2-Settings',
        'Upgrade: h2c',
        'HTTP2-Settings: AAMAAABk',
      ]),
      becomes: captured({
        method: 'GET',
        headers: ['Connection: Upgrade, HTTP2-Settings', 'Upgrade: h2c', 'HTTP2-Settings: AAMAAABk'],
      }),
    },
    {
      name: 'with a body',
      send: sized(at, ['Connection: Upgrade', 'Upgrade: x'], 'hello'),
      becomes: kept(['Connection: Upgrade', 'Upgrade: x'], 'hello'),
    },
    {
      name: 'with chunks',
      send: chunked(at, '1\r\na\r\n0\r\n\r\n', ['Connection: Upgrade', 'Upgrade: x']),
      becomes: captured({ headers: ['Connection: Upgrade', 'Upgrade: x', 'Transfer-Encoding: chunked'], body: 'a' }),
    },
    {
      name: 'without Connection',
      send: sized(at, ['Upgrade: websocket'], 'a'),
      becomes: kept(['Upgrade: websocket'], 'a'),
    },
    // Node drops what follows an upgrade in the same packet: nothing is acknowledged that is not kept.
    {
      name: 'then another request, which has to wait for the answer',
      send: message(`GET ${at}/1 HTTP/1.1`, ['Host: a', 'Connection: Upgrade', 'Upgrade: x']) + get(`${at}/2`),
      becomes: [captured({ method: 'GET', path: '/1', headers: ['Connection: Upgrade', 'Upgrade: x'] })],
    },
  ],
}
