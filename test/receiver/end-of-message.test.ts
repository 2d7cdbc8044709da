import { expect, test } from 'vitest'
import { endOfMessage } from '#main/receiver/end-of-message.ts'

const next = 'GET /next HTTP/1.1\r\n'

test.each<[string, string, Record<string, string>]>([
  ['no body', 'GET / HTTP/1.1\r\nHost: a\r\n\r\n', {}],
  ['no headers', 'GET / HTTP/1.1\r\n\r\n', {}],
  ['a length', 'POST / HTTP/1.1\r\nContent-Length: 4\r\n\r\n\r\n\r\n', { 'content-length': '4' }],
  ['empty lines before', '\r\n\r\nGET / HTTP/1.1\r\n\r\n', {}],
  [
    'chunks',
    'POST / HTTP/1.1\r\nA: b\r\n\r\n3\r\nabc\r\n4\r\n\r\n\r\n\r\n0\r\n\r\n',
    { 'transfer-encoding': 'chunked' },
  ],
  ['extensions', 'POST / HTTP/1.1\r\nA: b\r\n\r\n3;x=0\r\nabc\r\n0;y\r\n\r\n', { 'transfer-encoding': 'chunked' }],
  ['trailers', 'POST / HTTP/1.1\r\nA: b\r\n\r\n0\r\nA: b\r\nC: d\r\n\r\n', { 'transfer-encoding': 'chunked' }],
])('the end of a message with %s is where the next begins', (_, message, headers) => {
  expect(endOfMessage(Buffer.from(message + next), 0, headers)).toBe(message.length)
  expect(endOfMessage(Buffer.from(next + message + next), next.length, headers)).toBe(next.length + message.length)
})

test.each(['POST / HTTP/1.1\r\nA: b\r\n\r\n3\r\nabc\r\n', 'POST / HTTP/1.1\r\nA: b\r\n\r\n0\r\nA: b'])(
  'of chunks that were not kept whole nothing is left: %j',
  (cut) => {
    expect(endOfMessage(Buffer.from(cut), 0, { 'transfer-encoding': 'chunked' })).toBe(cut.length)
  },
)
