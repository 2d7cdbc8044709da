import { expect, test } from 'vitest'
import { bytesOfLatin1, fromBase64, latin1OfText, toLatin1 } from '#shared/bytes/latin1.ts'
import type { ExportedRequest } from '#shared/export/exported-request.ts'
import { exportFormatNames, exportFormats } from '#shared/export/formats.ts'
import { printHar } from '#shared/export/har.ts'
import { redactRequest } from '#shared/export/redact.ts'

const known = ['a signing secret “ü” of ours', 'AAAAAAAAAAAAAAAAAAAAAA']

/** Secrets in places where they are met; each must be gone. */
const planted: Record<string, string> = {
  stripe: 'sk_live_51H8abcdEFGHijkl',
  github: 'ghp_abcdefghijklmnopqrstuvwxyz0123456789',
  slack: 'xoxb-1234567890-abcdefghij',
  aws: 'AKIAIOSFODNN7EXAMPLE',
  jwt: 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dBjftJeZ4CVP-mB92K27uhbUJU1p1r',
  field: 'hunter2-in-a-field',
  form: 'hunter3-in-a-form',
  header: 'hunter4-in-a-header',
  query: 'hunter5-in-a-query',
  url: 'hunter6-in-a-url',
}

const body = JSON.stringify({
  keep: 'this stays',
  nested: [{ password: planted['field'], count: 3 }],
  text: `${planted['stripe']} ${planted['github']} ${planted['slack']} ${planted['aws']}`,
  ours: known[0],
  link: `https://user:${planted['url']}@host/`,
})

const request: ExportedRequest = {
  id: 'req_1',
  method: 'POST',
  url: `http://127.0.0.1:4400/in/${known[1]}/p?api_key=${planted['query']}&page=2`,
  httpVersion: '1.1',
  target: `/in/${known[1]}/p?api_key=${planted['query']}&page=2`,
  headers: [
    ['Authorization', `Bearer ${planted['jwt']}`],
    ['X-Hub-Signature-256', planted['header'] ?? ''],
    ['X-Note', `see ${planted['jwt']}`],
    ['X-Plain', 'this stays too'],
  ],
  body: bytesOfLatin1(latin1OfText(body)),
  receivedAt: '2026-11-17T12:00:00.000Z',
  reply: { status: 200, headers: [['Set-Cookie', `session=${planted['header']}`]], body: `token=${planted['form']}` },
  totalMs: 1,
}

/** A text, and all that it holds in base 64. */
function withDecoded(text: string): string {
  const decoded = [...text.matchAll(/[A-Za-z0-9+/]{16,}={0,2}/g)].map(([part]) => {
    const bytes = fromBase64(part)
    return bytes === null ? '' : toLatin1(bytes)
  })
  return [text, ...decoded].join('\n')
}

const secrets = [...known.flatMap((secret) => [secret, latin1OfText(secret)]), ...Object.values(planted)]

test.each(exportFormatNames)('a redacted export as %s holds no secret, and the rest stays', (format) => {
  const { request: clean, redacted } = redactRequest(request, known)
  const written = exportFormats[format].print(clean, '1')
  const text = withDecoded(typeof written === 'string' ? written : toLatin1(written))
  for (const secret of secrets) expect(text).not.toContain(secret)
  expect(text).toContain('this stays')
  expect(text).toContain('this stays too')
  expect(text).toContain('page=2')
  expect(redacted).toEqual(expect.arrayContaining(['the body', 'the URL', 'header Authorization']))
})

test('a bundle of it says what was taken out, and its body is still JSON', () => {
  const { request: clean, redacted } = redactRequest(request, known)
  const har = JSON.parse(printHar([{ request: clean, redacted }], '1')) as {
    log: { entries: { _creel: { redacted: string[] } }[] }
  }
  expect(har.log.entries[0]?._creel.redacted).toEqual(redacted)
  expect(JSON.parse(toLatin1(clean.body))).toMatchObject({
    keep: 'this stays',
    nested: [{ password: '[redacted]', count: 3 }],
  })
})

test('where there is nothing to hide, not a byte changes', () => {
  const plain = {
    ...request,
    url: 'http://a/p?page=2',
    target: '/p?page=2',
    headers: [['X-Plain', '\xe9']] as const,
    body: bytesOfLatin1('\xff{"a":1}'),
    reply: null,
  }
  expect(redactRequest(plain, known)).toEqual({ request: plain, redacted: [] })
})
