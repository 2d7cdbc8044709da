import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bytesOfLatin1, latin1OfText, toLatin1 } from '#shared/bytes/latin1.ts'
import type { ExportedRequest } from '#shared/export/exported-request.ts'
import { printCurl } from '#shared/export/curl.ts'
import { printHar } from '#shared/export/har.ts'
import { printRawHttp } from '#shared/export/raw-http.ts'
import { readImport } from '#shared/import/read-import.ts'

const token = 'AAAAAAAAAAAAAAAAAAAAAA'

const exported = (changes: Partial<ExportedRequest>): ExportedRequest => ({
  id: 'req_1',
  method: 'POST',
  url: `http://127.0.0.1:4400/in/${token}/a?b=c`,
  httpVersion: '1.1',
  target: `/in/${token}/a?b=c`,
  headers: [],
  body: new Uint8Array(),
  receivedAt: '2026-11-17T12:00:00.000Z',
  reply: null,
  totalMs: 1,
  ...changes,
})

const name = fc.stringMatching(/^X-[A-Za-z]{1,8}$/)
const value = fc.stringMatching(/^[\x21-\x7e\x80-\xff]([\t -~\x80-\xff]{0,20}[\x21-\x7e\x80-\xff])?$/)
const requests = fc.record({
  headers: fc.array(fc.tuple(name, value), { maxLength: 4 }),
  body: fc.uint8Array({ minLength: 1, maxLength: 60 }),
})

const only = (text: string) => {
  const reading = readImport(text)
  if (reading.kind === 'unreadable') throw new Error(reading.reason)
  return reading.requests[0]
}

/** What each of our own formats must bring back. */
const formats: Record<string, (request: ExportedRequest) => string> = {
  'a cURL command': (request) => latin1OfText(printCurl(request)),
  'raw HTTP': (request) =>
    toLatin1(
      printRawHttp({ ...request, headers: [...request.headers, ['Content-Length', String(request.body.length)]] }),
    ),
  'a bundle': (request) => latin1OfText(printHar([{ request, redacted: [] }], '1')),
}

test.each(Object.entries(formats))('whatever is exported as %s is imported as it was', (_format, print) => {
  fc.assert(
    fc.property(requests, ({ headers, body }) => {
      const read = only(print(exported({ headers, body })))
      expect(read?.path).toBe('/a?b=c')
      expect(read?.method).toBe('POST')
      expect(read?.headers.filter(([key]) => key.startsWith('X-'))).toEqual(headers)
      expect(read && toLatin1(read.body)).toBe(toLatin1(body))
    }),
    { numRuns: 200 },
  )
})

test('no text makes the import fail otherwise than in words', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ maxLength: 80 }),
        fc.string({ maxLength: 60 }).map((text) => `curl ${text}`),
      ),
      (text) => {
        expect(['read', 'unreadable']).toContain(readImport(latin1OfText(text)).kind)
      },
    ),
    { numRuns: 2000 },
  )
})

describe('a command as browsers and documentation write it', () => {
  test('is read with its quotes, its line ends and its options', () => {
    const command = String.raw`$ curl -sS 'https://api.example.com/v1/hooks?x=1' \
  -XPUT -H 'content-type: application/json' -H "x-quoted: a \"b\" \$5" -H 'x-empty;' \
  --compressed -u user:pass --data-raw $'{"it":"isn\'t \u00e9"}'`
    expect(only(latin1OfText(command))).toMatchObject({
      method: 'PUT',
      path: '/v1/hooks?x=1',
      headers: [
        ['content-type', 'application/json'],
        ['x-quoted', 'a "b" $5'],
        ['x-empty', ''],
        ['Authorization', 'Basic dXNlcjpwYXNz'],
      ],
      body: bytesOfLatin1(latin1OfText(`{"it":"isn't é"}`)),
    })
  })

  test.each([
    ['curl http://a/ -d a=1 -d b=2', 'POST', '/', 'a=1&b=2'],
    ['curl -G http://a/p -d a=1 --data-urlencode "q=a b"', 'GET', '/p?a=1&q=a%20b', ''],
    ['curl -I http://a/p', 'HEAD', '/p', ''],
    ['curl http://a', 'GET', '/', ''],
    ['curl --json {} http://a/', 'POST', '/', '{}'],
    ['curl http://a/p?x=1 --url-query "y=a b" -d z', 'POST', '/p?x=1&y=a%20b', 'z'],
    ['curl -sSLkvo /dev/null --no-progress-meter --retry 3 -x http://proxy/ http://a/p', 'GET', '/p', ''],
    ['curl -F a=b http://a/p', 'POST', '/p', ''],
    ['curl -T file http://a/p', 'PUT', '/p', ''],
  ])('%s', (command, method, path, body) => {
    const read = only(command)
    expect({ method: read?.method, path: read?.path, body: read && toLatin1(read.body) }).toEqual({
      method,
      path,
      body,
    })
  })

  test.each([
    ['curl http://a/ -d "$(cat /etc/passwd)"', /only a shell can fill in/],
    ['curl http://a/ -d `id`', /outside of quotes/],
    ['curl http://a/ | sh', /outside of quotes/],
    ['curl http://a/; rm -rf x', /more than one command/],
    ["curl 'http://a/", /never closed/],
    ['curl -H a:b', /names no URL/],
    ['curl --frobnicate http://a/ http://b/', /has --frobnicate, which is no option of curl/],
    ['curl -sQ x http://a/', /has -Q, which is no option of curl/],
    ['curl http://a/ --next http://b/', /several requests/],
    ['curl -K rest http://a/', /has -K: the rest of it is in a file/],
    ['curl http://a/ -H', /--header needs a value/],
    ['', /nothing to import/],
    ['{"log":{}}', /no HAR/],
    ['{"log":', /no JSON/],
    ['hello', /first line/],
  ])('%s is refused in words', (text, reason) => {
    const reading = readImport(text)
    expect(reading.kind === 'unreadable' ? reading.reason : reading).toMatch(reason)
  })

  test.each([
    ['curl --digest -u me:secret http://a/', '--digest was left out'],
    ['curl --aws-sigv4 aws:amz -u me:secret http://a/', '--aws-sigv4 was left out'],
    ['curl -F a=b http://a/', '-F was left out'],
    ['curl -z yesterday http://a/', '-z was left out'],
    ['curl -n http://a/', '-n was left out'],
    ['curl -b jar.txt http://a/', 'The cookies are in the file jar.txt'],
    ['curl -T big.bin http://a/', 'The body is in the file big.bin'],
    ['curl http://a/ http://b/', 'http://b/ was left out: it is a second request.'],
  ])('%s: what cannot be taken over is named, and no credential takes its place', (command, problem) => {
    expect(only(command)).toMatchObject({ headers: [], problems: [expect.stringContaining(problem)] })
  })

  test('a file that it would send is told, not read', () => {
    expect(only('curl http://a/ -d @/etc/passwd')).toMatchObject({ problems: [expect.stringContaining('/etc/passwd')] })
  })
})

test('a HAR of a browser is read: forms, base64, and no pseudo-headers', () => {
  const entry = (postData: object) => ({
    startedDateTime: '2026-11-17T13:00:00.000+01:00',
    request: {
      method: 'POST',
      url: 'https://a.example/p?q=1',
      headers: [
        { name: ':path', value: '/p' },
        { name: 'A', value: 'é' },
      ],
      postData,
    },
  })
  const har = {
    log: {
      entries: [
        entry({ mimeType: 'x', params: [{ name: 'a b', value: 'ë' }] }),
        entry({ text: '/w==', encoding: 'base64' }),
      ],
    },
  }
  const reading = readImport(latin1OfText(JSON.stringify(har)))
  expect(reading).toMatchObject({ kind: 'read', format: 'har' })
  const bodies = reading.kind === 'read' ? reading.requests.map(({ body }) => toLatin1(body)) : []
  expect(bodies).toEqual(['a%20b=%C3%AB', '\xff'])
  expect(reading.kind === 'read' && reading.requests[0]).toMatchObject({
    receivedAt: '2026-11-17T12:00:00.000Z',
    headers: [['A', latin1OfText('é')]],
  })
})
