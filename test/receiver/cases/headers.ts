import type { Family } from './raw-case.ts'
import { captured, malformed, message, post, sized } from './raw-case.ts'

const get = (at: string, headers: string[] = []): string => message(`GET ${at} HTTP/1.1`, ['Host: a', ...headers])

export const hosts: Family = {
  name: 'Host',
  cases: (at) => [
    {
      name: 'no Host',
      send: message(`GET ${at} HTTP/1.1`, ['X-A: 1']),
      becomes: captured({ method: 'GET', allHeaders: ['X-A: 1'] }),
    },
    {
      name: 'no header at all',
      send: `GET ${at} HTTP/1.1\r\n\r\n`,
      becomes: captured({ method: 'GET', allHeaders: [] }),
    },
    {
      name: 'an empty Host',
      send: message(`GET ${at} HTTP/1.1`, ['Host:']),
      becomes: captured({ method: 'GET', allHeaders: ['Host: '] }),
    },
    { name: 'two Hosts', send: get(at, ['Host: b']), becomes: captured({ method: 'GET', headers: ['Host: b'] }) },
    {
      name: 'a strange Host',
      send: message(`GET ${at} HTTP/1.1`, ['Host: evil.test:1/../x']),
      becomes: captured({ method: 'GET', allHeaders: ['Host: evil.test:1/../x'] }),
    },
    {
      name: 'a Host in capitals after others',
      send: message(`GET ${at} HTTP/1.1`, ['X-A: 1', 'HOST: B']),
      becomes: captured({ method: 'GET', allHeaders: ['X-A: 1', 'HOST: B'] }),
    },
    {
      name: 'a Host of an IPv6 address',
      send: message(`GET ${at} HTTP/1.1`, ['Host: [::1]:4400']),
      becomes: captured({ method: 'GET', allHeaders: ['Host: [::1]:4400'] }),
    },
    {
      name: 'a Host with an at sign',
      send: message(`GET ${at} HTTP/1.1`, ['Host: a@b']),
      becomes: captured({ method: 'GET', allHeaders: ['Host: a@b'] }),
    },
    {
      name: 'a Host with a NUL',
      send: message(`GET ${at} HTTP/1.1`, ['Host: a\0b']),
      becomes: malformed('invalid header value char'),
    },
    {
      name: 'a Host that differs from the absolute form',
      send: post(`http://other.test${at}`, []),
      becomes: captured({ target: `http://other.test${at}` }),
    },
  ],
}

export const headers: Family = {
  name: 'syntax of headers',
  cases: (at) => [
    {
      name: 'case and doubles',
      send: sized(at, ['x-One: 1', 'X-ONE: 2', 'x-one: 3'], ''),
      becomes: captured({ headers: ['x-One: 1', 'X-ONE: 2', 'x-one: 3', 'Content-Length: 0'] }),
    },
    {
      name: 'Latin-1 in a value',
      send: post(at, ['X-Name: Bj\xf6rk \xff']),
      becomes: captured({ headers: ['X-Name: Bj\xf6rk \xff'] }),
    },
    {
      name: 'UTF-8 in a value',
      send: post(at, ['X-Name: \xc3\xa9\xe2\x82\xac']),
      becomes: captured({ headers: ['X-Name: \xc3\xa9\xe2\x82\xac'] }),
    },
    {
      name: 'every letter a name may have',
      send: post(at, ["!#$%&'*+-.^_`|~09azAZ: 1"]),
      becomes: captured({ headers: ["!#$%&'*+-.^_`|~09azAZ: 1"] }),
    },
    { name: 'an empty value', send: post(at, ['X-Empty:']), becomes: captured({ headers: ['X-Empty: '] }) },
    {
      name: 'spaces and tabs around a value',
      send: post(at, ['X-A:\t  b c \t']),
      becomes: captured({ headers: ['X-A: b c'] }),
    },
    { name: 'a tab inside a value', send: post(at, ['X-A: b\tc']), becomes: captured({ headers: ['X-A: b\tc'] }) },
    { name: 'colons in a value', send: post(at, ['X-A: b:c::d']), becomes: captured({ headers: ['X-A: b:c::d'] }) },
    {
      name: '__proto__ as a name',
      send: post(at, ['__proto__: polluted', 'constructor: x']),
      becomes: captured({ headers: ['__proto__: polluted', 'constructor: x'] }),
    },
    { name: 'a NUL in a value', send: post(at, ['X-A: b\0c']), becomes: malformed('invalid header value char') },
    { name: 'a bell in a value', send: post(at, ['X-A: b\x07c']), becomes: malformed('invalid header value char') },
    { name: 'a DEL in a value', send: post(at, ['X-A: b\x7fc']), becomes: malformed('invalid header value char') },
    {
      name: 'a carriage return in a value',
      send: post(at, ['X-A: b\rX-B: c']),
      becomes: malformed('missing expected lf after header value'),
    },
    {
      name: 'a line feed alone',
      send: post(at, ['X-A: b\nX-B: c']),
      becomes: malformed('missing expected cr after header value'),
    },
    {
      name: 'line feeds throughout',
      send: `GET ${at} HTTP/1.1\nHost: a\n\n`,
      becomes: malformed('expected crlf after version'),
    },
    {
      name: 'a folded line',
      send: post(at, ['X-A: b', ' c']),
      becomes: malformed('unexpected whitespace after header value'),
    },
    {
      name: 'a line folded with a tab',
      send: post(at, ['X-A: b', '\tc']),
      becomes: malformed('unexpected whitespace after header value'),
    },
    {
      name: 'a folded first line',
      send: message(`GET ${at} HTTP/1.1`, [' Host: a']),
      becomes: malformed('unexpected space after start line'),
    },
    { name: 'a name with a space', send: post(at, ['X A: b']), becomes: malformed('invalid header token') },
    { name: 'a name with a colon only', send: post(at, [': b']), becomes: malformed('invalid header token') },
    { name: 'a line without a colon', send: post(at, ['nonsense']), becomes: malformed('invalid header token') },
    { name: 'a name with an umlaut', send: post(at, ['X-\xfc: b']), becomes: malformed('invalid header token') },
    { name: 'a name with a NUL', send: post(at, ['X-\0: b']), becomes: malformed('invalid header token') },
    {
      name: 'a bad header in a later packet',
      send: [`POST ${at}/later HTTP/1.1\r\nHost: a\r\n`, 'X-Good: 1\r\n', 'X Bad: 1\r\n\r\n'],
      becomes: malformed('invalid header token'),
    },
    {
      name: 'a letter a packet',
      send: message(`GET ${at} HTTP/1.1`, ['A: b', 'C D']).split(''),
      becomes: malformed('invalid header token', 400, `GET ${at} HTTP/1.1\r\nA: b\r\nC `),
    },
  ],
}
