import type { Family } from './raw-case.ts'
import { captured, malformed, message, post, turnedAway } from './raw-case.ts'

const get = (at: string, headers: string[] = []): string => message(`GET ${at} HTTP/1.1`, ['Host: a', ...headers])

export const methods: Family = {
  name: 'methods',
  cases: (at) => [
    { name: 'GET', send: get(at), becomes: captured({ method: 'GET' }) },
    { name: 'HEAD', send: message(`HEAD ${at} HTTP/1.1`, ['Host: a']), becomes: captured({ method: 'HEAD' }) },
    { name: 'OPTIONS', send: message(`OPTIONS ${at} HTTP/1.1`, ['Host: a']), becomes: captured({ method: 'OPTIONS' }) },
    { name: 'TRACE', send: message(`TRACE ${at} HTTP/1.1`, ['Host: a']), becomes: captured({ method: 'TRACE' }) },
    {
      name: 'PROPFIND',
      send: message(`PROPFIND ${at} HTTP/1.1`, ['Host: a']),
      becomes: captured({ method: 'PROPFIND' }),
    },
    {
      name: 'M-SEARCH',
      send: message(`M-SEARCH ${at} HTTP/1.1`, ['Host: a']),
      becomes: captured({ method: 'M-SEARCH' }),
    },
    {
      name: 'QUERY with a body',
      send: message(`QUERY ${at} HTTP/1.1`, ['Host: a', 'Content-Length: 2'], '{}'),
      becomes: captured({ method: 'QUERY', headers: ['Content-Length: 2'], body: '{}' }),
    },
    {
      name: 'a method nobody knows',
      send: message(`FETCH ${at} HTTP/1.1`, ['Host: a']),
      becomes: malformed('invalid method encountered'),
    },
    {
      name: 'a method in small letters',
      send: message(`post ${at} HTTP/1.1`, ['Host: a']),
      becomes: malformed('invalid method encountered'),
    },
    { name: 'a method with a quirk', send: message(`PO ST ${at} HTTP/1.1`, ['Host: a']), becomes: turnedAway(400) },
    {
      name: 'a method of 100 letters',
      send: message(`${'P'.repeat(100)} ${at} HTTP/1.1`, ['Host: a']),
      becomes: malformed('invalid method encountered'),
    },
    { name: 'no method', send: message(` ${at} HTTP/1.1`, ['Host: a']), becomes: turnedAway(400) },
    {
      name: 'a method with a NUL',
      send: message(`PO\0ST ${at} HTTP/1.1`, ['Host: a']),
      becomes: malformed('invalid method encountered'),
    },
    {
      name: 'CONNECT to a host',
      send: message('CONNECT example.test:443 HTTP/1.1', ['Host: a']),
      becomes: turnedAway(405),
    },
    { name: 'CONNECT to a source', send: message(`CONNECT ${at} HTTP/1.1`, ['Host: a']), becomes: turnedAway(405) },
  ],
}

export const targets: Family = {
  name: 'forms of the target',
  cases: (at) => [
    { name: 'a path and a query', send: post(`${at}/a/b?c=d&e`, []), becomes: captured({ path: '/a/b?c=d&e' }) },
    { name: 'a query at once', send: post(`${at}?c=d`, []), becomes: captured({ path: '?c=d' }) },
    { name: 'a slash at the end', send: post(`${at}/`, []), becomes: captured({ path: '/' }) },
    { name: 'escapes that do not decode', send: post(`${at}/%zz/%`, []), becomes: captured({ path: '/%zz/%' }) },
    { name: 'an escaped NUL', send: post(`${at}/%00`, []), becomes: captured({ path: '/%00' }) },
    { name: 'dots', send: post(`${at}/../../api/v1/status`, []), becomes: captured({ path: '/../../api/v1/status' }) },
    { name: 'double slashes', send: post(`${at}//a//b`, []), becomes: captured({ path: '//a//b' }) },
    { name: 'a backslash', send: post(`${at}/\\a`, []), becomes: captured({ path: '/\\a' }) },
    { name: 'a fragment', send: post(`${at}/a#b`, []), becomes: captured({ path: '/a#b' }) },
    {
      name: 'Latin-1 letters',
      send: post(`${at}/gr\xfc\xdfe?\xe4`, []),
      becomes: malformed('invalid char in url path'),
    },
    { name: 'quotes and braces', send: post(`${at}/"{<a>}"|^\``, []), becomes: captured({ path: '/"{<a>}"|^`' }) },
    {
      name: 'the absolute form',
      send: post(`http://creel.test${at}/a?b`, []),
      becomes: captured({ path: '/a?b', target: `http://creel.test${at}/a?b` }),
    },
    {
      name: 'the absolute form in capitals',
      send: post(`HTTPS://CREEL.TEST${at}`, []),
      becomes: captured({ target: `HTTPS://CREEL.TEST${at}` }),
    },
    { name: 'the asterisk', send: message('OPTIONS * HTTP/1.1', ['Host: a']), becomes: turnedAway(404) },
    { name: 'an unknown address', send: post('/in/AAAAAAAAAAAAAAAAAAAAAA', []), becomes: turnedAway(404) },
    { name: 'a known address and more letters', send: post(`${at}x`, []), becomes: turnedAway(404) },
    { name: 'the root', send: post('/', []), becomes: turnedAway(404) },
    { name: 'the path of the API', send: get('/api/v1/requests'), becomes: turnedAway(404) },
    { name: 'no target', send: message('POST HTTP/1.1', ['Host: a']), becomes: turnedAway(400) },
    { name: 'a target with a space', send: post(`${at}/a b`, []), becomes: malformed('expected http/, rtsp/ or ice/') },
    { name: 'a target with a tab', send: post(`${at}/a\tb`, []), becomes: malformed('invalid characters in url') },
    { name: 'a target with a NUL', send: post(`${at}/a\0b`, []), becomes: malformed('invalid char in url path') },
    { name: 'a target with a DEL', send: post(`${at}/a\x7fb`, []), becomes: malformed('invalid char in url path') },
    { name: 'a target without a slash', send: post(at.slice(1), []), becomes: turnedAway(400) },
  ],
}

export const versions: Family = {
  name: 'other versions and protocols',
  cases: (at) => [
    {
      name: 'HTTP/1.0',
      send: message(`POST ${at} HTTP/1.0`, ['Content-Length: 1'], 'a'),
      becomes: captured({ httpVersion: '1.0', allHeaders: ['Content-Length: 1'], body: 'a' }),
    },
    {
      name: 'HTTP/1.0 that would stay',
      send: message(`GET ${at} HTTP/1.0`, ['Connection: keep-alive']),
      becomes: captured({ method: 'GET', httpVersion: '1.0', allHeaders: ['Connection: keep-alive'] }),
    },
    {
      name: 'HTTP/0.9',
      send: `GET ${at}\r\n\r\n`,
      becomes: captured({ method: 'GET', httpVersion: '0.9', allHeaders: [] }),
    },
    { name: 'HTTP/1.2', send: message(`GET ${at} HTTP/1.2`, ['Host: a']), becomes: malformed('invalid http version') },
    {
      name: 'HTTP/2.0',
      send: message(`GET ${at} HTTP/2.0`, ['Host: a']),
      becomes: captured({ method: 'GET', httpVersion: '2.0' }),
    },
    { name: 'HTTP/9.9', send: message(`GET ${at} HTTP/9.9`, ['Host: a']), becomes: malformed('invalid http version') },
    {
      name: 'http in small letters',
      send: message(`GET ${at} http/1.1`, ['Host: a']),
      becomes: malformed('expected http/, rtsp/ or ice/'),
    },
    {
      name: 'a version without a dot',
      send: message(`GET ${at} HTTP/11`, ['Host: a']),
      becomes: malformed('expected dot'),
    },
    {
      name: 'more after the version',
      send: message(`GET ${at} HTTP/1.1 x`, ['Host: a']),
      becomes: malformed('expected crlf after version'),
    },
    {
      name: 'RTSP',
      send: message(`OPTIONS ${at} RTSP/1.0`, ['CSeq: 1']),
      becomes: captured({ method: 'OPTIONS', httpVersion: '1.0', allHeaders: ['CSeq: 1'] }),
    },
    { name: 'the preface of HTTP/2', send: 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', becomes: turnedAway(400) },
    {
      name: 'a TLS hello',
      send: '\x16\x03\x01\x00\xa5\x01\x00\x00\xa1\x03\x03\xde\xad\xbe\xef',
      becomes: turnedAway(400),
    },
    { name: 'the banner of SSH', send: 'SSH-2.0-OpenSSH_9.6\r\n', becomes: turnedAway(400) },
    { name: 'the greeting of SMTP', send: 'EHLO example.test\r\n', becomes: turnedAway(400) },
    {
      name: 'an answer instead of a request',
      send: 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n',
      becomes: turnedAway(400),
    },
    { name: 'zeros', send: '\0'.repeat(64), becomes: turnedAway(400) },
    { name: 'empty lines before the request', send: `\r\n\r\n${get(at)}`, becomes: captured({ method: 'GET' }) },
  ],
}
