import type { Family } from './raw-case.ts'
import { captured, chunked, malformed, message, post, sized } from './raw-case.ts'

/** Where a message ends: what two readers could read differently is refused (RFC 9112 section 6.3). */
export const framing: Family = {
  name: 'Content-Length and Transfer-Encoding',
  cases: (at) => [
    {
      name: 'a length',
      send: sized(at, [], 'hello'),
      becomes: captured({ headers: ['Content-Length: 5'], body: 'hello' }),
    },
    { name: 'no length and no body', send: post(at, []), becomes: captured() },
    {
      name: 'length zero',
      send: post(at, ['Content-Length: 0']),
      becomes: captured({ headers: ['Content-Length: 0'] }),
    },
    {
      name: 'leading zeros in the length',
      send: post(at, ['Content-Length: 0005'], 'hello'),
      becomes: captured({ headers: ['Content-Length: 0005'], body: 'hello' }),
    },
    {
      name: 'space around the length',
      send: post(at, ['Content-Length:  5  '], 'hello'),
      becomes: captured({ headers: ['Content-Length: 5'], body: 'hello' }),
    },
    {
      name: 'length before chunked',
      send: post(at, ['Content-Length: 5', 'Transfer-Encoding: chunked'], '0\r\n\r\n'),
      becomes: malformed("transfer-encoding can't be present with content-length"),
    },
    {
      name: 'chunked before length',
      send: post(at, ['Transfer-Encoding: chunked', 'Content-Length: 5'], '0\r\n\r\n'),
      becomes: malformed("content-length can't be present with transfer-encoding"),
    },
    {
      name: 'two equal lengths',
      send: post(at, ['Content-Length: 5', 'Content-Length: 5'], 'hello'),
      becomes: malformed('duplicate content-length'),
    },
    {
      name: 'two different lengths',
      send: post(at, ['Content-Length: 5', 'Content-Length: 6'], 'hello!'),
      becomes: malformed('duplicate content-length'),
    },
    {
      name: 'a list of lengths',
      send: post(at, ['Content-Length: 5, 5'], 'hello'),
      becomes: malformed('invalid character in content-length'),
    },
    {
      name: 'a length with a plus',
      send: post(at, ['Content-Length: +5'], 'hello'),
      becomes: malformed('invalid character in content-length'),
    },
    {
      name: 'a negative length',
      send: post(at, ['Content-Length: -1'], 'hello'),
      becomes: malformed('invalid character in content-length'),
    },
    {
      name: 'a length in hex',
      send: post(at, ['Content-Length: 0x5'], 'hello'),
      becomes: malformed('invalid character in content-length'),
    },
    {
      name: 'a length with a fraction',
      send: post(at, ['Content-Length: 5.0'], 'hello'),
      becomes: malformed('invalid character in content-length'),
    },
    {
      name: 'an empty length',
      send: post(at, ['Content-Length:'], 'hello'),
      becomes: malformed('empty content-length'),
    },
    {
      name: 'a length beyond 64 bits',
      send: post(at, ['Content-Length: 99999999999999999999999'], 'hello'),
      becomes: malformed('content-length overflow'),
    },
    {
      name: 'xchunked',
      send: post(at, ['Transfer-Encoding: xchunked'], '0\r\n\r\n'),
      becomes: malformed('request has invalid `transfer-encoding`'),
    },
    {
      name: 'chunked that is not last',
      send: post(at, ['Transfer-Encoding: chunked, identity'], '0\r\n\r\n'),
      becomes: malformed('invalid `transfer-encoding` header value'),
    },
    {
      name: 'chunked twice',
      send: post(at, ['Transfer-Encoding: chunked', 'Transfer-Encoding: chunked'], '0\r\n\r\n'),
      becomes: malformed('invalid `transfer-encoding` header value'),
    },
    {
      name: 'chunked after gzip',
      send: post(at, ['Transfer-Encoding: gzip, chunked'], '2\r\n\x1f\x8b\r\n0\r\n\r\n'),
      becomes: captured({ headers: ['Transfer-Encoding: gzip, chunked'], body: '\x1f\x8b' }),
    },
    {
      name: 'chunked in capitals',
      send: post(at, ['Transfer-Encoding: CHUNKED'], '1\r\na\r\n0\r\n\r\n'),
      becomes: captured({ headers: ['Transfer-Encoding: CHUNKED'], body: 'a' }),
    },
    {
      name: 'identity alone',
      send: post(at, ['Transfer-Encoding: identity'], ''),
      becomes: malformed('request has invalid `transfer-encoding`'),
    },
    {
      name: 'a vertical tab before chunked',
      send: post(at, ['Transfer-Encoding: \x0bchunked'], '0\r\n\r\n'),
      becomes: malformed('invalid header value char'),
    },
    {
      name: 'a space before the colon of Transfer-Encoding',
      send: post(at, ['Transfer-Encoding : chunked'], '0\r\n\r\n'),
      becomes: malformed('invalid header field char'),
    },
    {
      name: 'a space before the colon of Content-Length',
      send: post(at, ['Content-Length : 5'], 'hello'),
      becomes: malformed('invalid header field char'),
    },
    {
      name: 'chunked folded onto the next line',
      send: post(at, ['Transfer-Encoding:', ' chunked'], '0\r\n\r\n'),
      becomes: malformed('invalid header value char'),
    },
    {
      name: 'chunked in HTTP/1.0 with a length',
      send: message(`POST ${at} HTTP/1.0`, ['Content-Length: 3', 'Transfer-Encoding: chunked'], '0\r\n\r\n'),
      becomes: malformed("transfer-encoding can't be present with content-length"),
    },
  ],
}

export const chunks: Family = {
  name: 'chunks',
  cases: (at) => [
    {
      name: 'two chunks',
      send: chunked(at, '3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n'),
      becomes: captured({ headers: ['Transfer-Encoding: chunked'], body: 'abcde' }),
    },
    {
      name: 'a chunk a packet',
      send: [chunked(at, '3\r\n'), 'abc', '\r\n0', '\r\n\r\n'],
      becomes: captured({ headers: ['Transfer-Encoding: chunked'], body: 'abc' }),
    },
    {
      name: 'sizes in capitals with leading zeros',
      send: chunked(at, `000A\r\n0123456789\r\n0\r\n\r\n`),
      becomes: captured({ headers: ['Transfer-Encoding: chunked'], body: '0123456789' }),
    },
    {
      name: 'an extension',
      send: chunked(at, '3;name=value\r\nabc\r\n0;last\r\n\r\n'),
      becomes: captured({ headers: ['Transfer-Encoding: chunked'], body: 'abc' }),
    },
    {
      name: 'an extension in quotes',
      send: chunked(at, '3;name="a;b"\r\nabc\r\n0\r\n\r\n'),
      becomes: captured({ headers: ['Transfer-Encoding: chunked'], body: 'abc' }),
    },
    {
      name: 'chunks with line ends inside',
      send: chunked(at, '4\r\n\r\n\r\n\r\n0\r\n\r\n'),
      becomes: captured({ headers: ['Transfer-Encoding: chunked'], body: '\r\n\r\n' }),
    },
    {
      name: 'a size that is no number',
      send: chunked(at, 'zz\r\nabc\r\n0\r\n\r\n'),
      becomes: malformed('invalid character in chunk size'),
    },
    {
      name: 'a size with 0x',
      send: chunked(at, '0x3\r\nabc\r\n0\r\n\r\n'),
      becomes: malformed('invalid character in chunk size'),
    },
    {
      name: 'a negative size',
      send: chunked(at, '-3\r\nabc\r\n0\r\n\r\n'),
      becomes: malformed('invalid character in chunk size'),
    },
    {
      name: 'no size',
      send: chunked(at, '\r\nabc\r\n0\r\n\r\n'),
      becomes: malformed('invalid character in chunk size'),
    },
    {
      name: 'a size beyond 64 bits',
      send: chunked(at, 'fffffffffffffffff\r\nabc\r\n0\r\n\r\n'),
      becomes: malformed('chunk size overflow'),
    },
    {
      name: 'a size followed by a space',
      send: chunked(at, '3 \r\nabc\r\n0\r\n\r\n'),
      becomes: malformed('invalid character in chunk size'),
    },
    {
      name: 'line feeds alone',
      send: chunked(at, '3\nabc\n0\n\n'),
      becomes: malformed('missing expected cr after chunk size'),
    },
    {
      name: 'more data than the size tells',
      send: chunked(at, '3\r\nabcd\r\n0\r\n\r\n'),
      becomes: malformed('expected lf after chunk data'),
    },
    {
      name: 'a bad chunk in a later packet',
      send: [chunked(at, '3\r\nabc\r\n'), 'XX\r\nboo\r\n0\r\n\r\n'],
      becomes: malformed('invalid character in chunk size'),
    },
    {
      name: 'a control character in an extension',
      send: chunked(at, '3;a\x01\r\nabc\r\n0\r\n\r\n'),
      becomes: malformed('invalid character in chunk extensions name'),
    },
    {
      name: 'an extension of 20 kB',
      send: chunked(at, `3;${'e'.repeat(20_000)}\r\nabc\r\n0\r\n\r\n`),
      becomes: malformed('the extensions of a chunk are too large', 413),
    },
  ],
}

export const trailers: Family = {
  name: 'trailers',
  cases: (at) => [
    {
      name: 'a trailer',
      send: chunked(at, '1\r\na\r\n0\r\nX-Sum: 1\r\n\r\n', ['Trailer: X-Sum']),
      becomes: captured({
        headers: ['Trailer: X-Sum', 'Transfer-Encoding: chunked'],
        body: 'a',
        trailers: ['X-Sum: 1'],
      }),
    },
    {
      name: 'trailers with their case and doubles',
      send: chunked(at, '0\r\nx-A: 1\r\nX-a: 2\r\n\r\n'),
      becomes: captured({ headers: ['Transfer-Encoding: chunked'], trailers: ['x-A: 1', 'X-a: 2'] }),
    },
    {
      name: 'a trailer that was not announced',
      send: chunked(at, '0\r\nX-Late: \xfc\r\n\r\n'),
      becomes: captured({ headers: ['Transfer-Encoding: chunked'], trailers: ['X-Late: \xfc'] }),
    },
    {
      name: 'a trailer with an empty value',
      send: chunked(at, '0\r\nX-Late:\r\n\r\n'),
      becomes: captured({ headers: ['Transfer-Encoding: chunked'], trailers: ['X-Late: '] }),
    },
    {
      name: 'an announced trailer that does not come',
      send: chunked(at, '0\r\n\r\n', ['Trailer: X-Sum']),
      becomes: captured({ headers: ['Trailer: X-Sum', 'Transfer-Encoding: chunked'] }),
    },
    {
      name: 'a trailer a packet',
      send: [chunked(at, '0\r\n'), 'X-One: 1\r\n', 'X-Two: 2\r\n', '\r\n'],
      becomes: captured({ headers: ['Transfer-Encoding: chunked'], trailers: ['X-One: 1', 'X-Two: 2'] }),
    },
    {
      name: 'a length as a trailer',
      send: chunked(at, '1\r\na\r\n0\r\nContent-Length: 5\r\n\r\n'),
      becomes: malformed("content-length can't be present with transfer-encoding"),
    },
    {
      name: 'a trailer without a colon',
      send: chunked(at, '0\r\nnonsense\r\n\r\n'),
      becomes: malformed('invalid header token'),
    },
    {
      name: 'a trailer with a space in its name',
      send: chunked(at, '0\r\nX Sum: 1\r\n\r\n'),
      becomes: malformed('invalid header token'),
    },
    {
      name: 'trailers of 20 kB',
      send: chunked(at, `0\r\nX-Sum: ${'t'.repeat(20_000)}\r\n\r\n`),
      becomes: malformed('the headers are too large', 431),
    },
  ],
}
