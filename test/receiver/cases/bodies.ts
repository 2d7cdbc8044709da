import { gzipSync } from 'node:zlib'
import type { Family } from './raw-case.ts'
import { captured, chunked, malformed, message, post, refused, sized, turnedAway } from './raw-case.ts'

const get = (at: string): string => message(`GET ${at} HTTP/1.1`, ['Host: a'])

/** What the table says of a body that was sent whole with its length told. */
const kept = (headers: string[], body: string) =>
  captured({ headers: [...headers, `Content-Length: ${body.length}`], body })

export const sizes: Family = {
  name: 'sizes',
  cases: (at) => [
    {
      name: 'a header of 10 kB',
      send: post(at, [`X-A: ${'a'.repeat(10_000)}`]),
      becomes: captured({ headers: [`X-A: ${'a'.repeat(10_000)}`] }),
    },
    {
      name: 'headers of 20 kB',
      send: post(at, [`X-A: ${'a'.repeat(20_000)}`]),
      becomes: malformed('the headers are too large', 431),
    },
    {
      name: 'headers of 20 kB in several packets',
      send: [
        `POST ${at} HTTP/1.1\r\nHost: a\r\n`,
        `X-A: ${'a'.repeat(9_000)}\r\n`,
        `X-B: ${'b'.repeat(9_000)}\r\n\r\n`,
      ],
      becomes: malformed('the headers are too large', 431),
    },
    {
      name: '200 headers',
      send: post(
        at,
        Array.from({ length: 199 }, (_, index) => `H${index}: v`),
      ),
      becomes: captured({ headers: Array.from({ length: 199 }, (_, index) => `H${index}: v`) }),
    },
    {
      name: '201 headers',
      send: post(
        at,
        Array.from({ length: 200 }, (_, index) => `H${index}: v`),
      ),
      becomes: refused(431, 'too-many-headers'),
    },
    {
      name: '2,000 headers',
      send: post(
        at,
        Array.from({ length: 1_999 }, () => 'A: b'),
      ),
      becomes: refused(431, 'too-many-headers'),
    },
    {
      name: 'a target of 8,192 letters',
      send: get(`${at}/${'p'.repeat(8_192 - at.length - 1)}`),
      becomes: captured({ method: 'GET', path: `/${'p'.repeat(8_192 - at.length - 1)}` }),
    },
    {
      name: 'a target of 8,193 letters',
      send: get(`${at}/${'p'.repeat(8_192 - at.length)}`),
      becomes: refused(414, 'target-too-long'),
    },
    {
      name: 'a target of 20 kB',
      send: get(`${at}/${'p'.repeat(20_000)}`),
      becomes: malformed('the headers are too large', 431),
    },
    {
      name: 'a name of 1,000 letters',
      send: post(at, [`${'N'.repeat(1_000)}: v`]),
      becomes: captured({ headers: [`${'N'.repeat(1_000)}: v`] }),
    },
    {
      name: 'a declared gigabyte',
      send: post(at, ['Content-Length: 1000000000'], 'a'),
      becomes: refused(413, 'body-too-large'),
    },
    {
      name: '100 empty lines before the request',
      send: '\r\n'.repeat(100) + get(at),
      becomes: captured({ method: 'GET' }),
    },
  ],
}

const gzipped = gzipSync('{"a":1}').toString('latin1')
const allBytes = Array.from({ length: 256 }, (_, byte) => String.fromCharCode(byte)).join('')

export const encodings: Family = {
  name: 'encodings',
  cases: (at) => [
    {
      name: 'gzip stays as it came',
      send: sized(at, ['Content-Encoding: gzip'], gzipped),
      becomes: kept(['Content-Encoding: gzip'], gzipped),
    },
    {
      name: 'gzip that is none',
      send: sized(at, ['Content-Encoding: gzip'], 'plain'),
      becomes: kept(['Content-Encoding: gzip'], 'plain'),
    },
    {
      name: 'an encoding nobody knows',
      send: sized(at, ['Content-Encoding: rot13, zstd'], 'uryyb'),
      becomes: kept(['Content-Encoding: rot13, zstd'], 'uryyb'),
    },
    { name: 'every byte', send: sized(at, [], allBytes), becomes: kept([], allBytes) },
    {
      name: 'every byte in a chunk',
      send: chunked(at, `100\r\n${allBytes}\r\n0\r\n\r\n`),
      becomes: captured({ headers: ['Transfer-Encoding: chunked'], body: allBytes }),
    },
    {
      name: 'broken UTF-8',
      send: sized(at, ['Content-Type: application/json; charset=utf-8'], '"\xc0\x80\xed\xa0\x80\xff"'),
      becomes: kept(['Content-Type: application/json; charset=utf-8'], '"\xc0\x80\xed\xa0\x80\xff"'),
    },
    {
      name: 'UTF-16 with its mark',
      send: sized(at, ['Content-Type: text/plain; charset=utf-16'], '\xff\xfea\0b\0'),
      becomes: kept(['Content-Type: text/plain; charset=utf-16'], '\xff\xfea\0b\0'),
    },
    {
      name: 'a mark of UTF-8 before JSON',
      send: sized(at, ['Content-Type: application/json'], '\xef\xbb\xbf{}'),
      becomes: kept(['Content-Type: application/json'], '\xef\xbb\xbf{}'),
    },
    { name: 'line ends of every kind', send: sized(at, [], '\r\n\n\r\x85\r\n'), becomes: kept([], '\r\n\n\r\x85\r\n') },
    { name: 'zeros', send: sized(at, [], '\0\0\0'), becomes: kept([], '\0\0\0') },
  ],
}

export const contentTypes: Family = {
  name: 'content types',
  cases: (at) =>
    [
      ';;;',
      '',
      'application/json',
      'application/json; charset=none',
      'APPLICATION/JSON;;',
      'text/html',
      'multipart/form-data',
      'multipart/form-data; boundary=""',
      'application/x-www-form-urlencoded',
      '*/*',
      '\xff/\xfe',
      'a'.repeat(1_000),
    ]
      .map((type) => ({ type, header: `Content-Type: ${type}` }))
      .map(({ type, header }) => ({
        name: `“${type.slice(0, 40)}” and a body that does not fit it`,
        send: sized(at, [header], '{"a":'),
        becomes: kept([header], '{"a":'),
      }))
      .concat([
        {
          name: 'two types',
          send: sized(at, ['Content-Type: text/plain', 'Content-Type: application/json'], '{'),
          becomes: kept(['Content-Type: text/plain', 'Content-Type: application/json'], '{'),
        },
        {
          name: 'JSON that says it is a file',
          send: sized(at, ['Content-Type: application/json'], '{"files":{"f":{"filepath":"/etc/passwd"}}}'),
          becomes: kept(['Content-Type: application/json'], '{"files":{"f":{"filepath":"/etc/passwd"}}}'),
        },
      ]),
}

export const unusualBodies: Family = {
  name: 'bodies where none is usual',
  cases: (at) => [
    ...['GET', 'DELETE', 'OPTIONS', 'HEAD', 'TRACE'].map((method) => ({
      name: `${method} with a body`,
      send: message(`${method} ${at} HTTP/1.1`, ['Host: a', 'Content-Length: 3'], 'abc'),
      becomes: captured({ method, headers: ['Content-Length: 3'], body: 'abc' }),
    })),
    {
      name: 'GET with chunks',
      send: message(`GET ${at} HTTP/1.1`, ['Host: a', 'Transfer-Encoding: chunked'], '3\r\nabc\r\n0\r\n\r\n'),
      becomes: captured({ method: 'GET', headers: ['Transfer-Encoding: chunked'], body: 'abc' }),
    },
    {
      name: 'GET of length zero',
      send: message(`GET ${at} HTTP/1.1`, ['Host: a', 'Content-Length: 0']),
      becomes: captured({ method: 'GET', headers: ['Content-Length: 0'] }),
    },
    {
      name: 'POST without a length, then the end',
      send: post(at, []),
      ends: 'end',
      becomes: captured({ status: 200 }),
    },
  ],
}

export const aborts: Family = {
  name: 'senders that break off',
  cases: (at) => [
    { name: 'nothing but a connection', send: [], ends: 'end', becomes: { kind: 'cut-off' } },
    {
      name: 'half a first line',
      send: `POST ${at}/half`,
      ends: 'end',
      becomes: malformed('the sender stopped half-way'),
    },
    {
      name: 'a first line alone',
      send: `POST ${at} HTTP/1.1\r\n`,
      ends: 'end',
      becomes: malformed('the sender stopped half-way'),
    },
    {
      name: 'half a head',
      send: `POST ${at} HTTP/1.1\r\nHost: a\r\nX-A:`,
      ends: 'end',
      becomes: malformed('the sender stopped half-way'),
    },
    {
      name: 'half a body',
      send: post(at, ['Content-Length: 10'], 'half'),
      ends: 'end',
      becomes: malformed('the sender stopped half-way'),
    },
    {
      name: 'half a chunk',
      send: chunked(at, 'a\r\nhalf'),
      ends: 'end',
      becomes: malformed('the sender stopped half-way'),
    },
    {
      name: 'no last chunk',
      send: chunked(at, '4\r\nhalf\r\n'),
      ends: 'end',
      becomes: malformed('the sender stopped half-way'),
    },
    {
      name: 'a reset in the head',
      send: `POST ${at} HTTP/1.1\r\nHost: a\r\n`,
      ends: 'reset',
      becomes: malformed('the connection was reset', null),
    },
    {
      name: 'a reset in the body',
      send: post(at, ['Content-Length: 10'], 'half'),
      ends: 'reset',
      becomes: malformed('the connection was reset', null),
    },
    {
      name: 'half a request to nobody',
      send: 'POST /in/AAAAAAAAAAAAAAAAAAAAAA HTTP/1.1\r\nHo',
      ends: 'end',
      becomes: turnedAway(400),
    },
  ],
}
