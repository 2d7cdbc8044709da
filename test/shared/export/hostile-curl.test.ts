import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { printCurl } from '#shared/export/curl.ts'
import { openRawSink } from '#test/support/raw-sink.ts'

const run = promisify(execFile)

/** What a shell, curl or printf might take for more than text. */
const hostile = [
  "'; touch pwned; '",
  '"; touch pwned; "',
  '`touch pwned`',
  '$(touch pwned)',
  '\n touch pwned\n',
  "\\'; touch pwned; \\'",
  "\u0001'; touch pwned; '",
  "$'\\x27; touch pwned'",
  "\xff'; touch pwned #",
  '| touch pwned',
  '&& touch pwned &',
  '> pwned',
  '%s%n\\n\\047; touch pwned',
  '!touch pwned',
  '${IFS}touch${IFS}pwned',
  '@/etc/passwd',
  '-o pwned',
  '--output=pwned',
  '{a,b}[1-3]~*?',
  '\0; touch pwned',
  'x=\\\n y',
  '\r\ntouch pwned\r\n',
]

const latin1 = (maxLength: number) => fc.uint8Array({ maxLength }).map((bytes) => Buffer.from(bytes).toString('latin1'))
const text = (maxLength: number) =>
  fc
    .array(fc.oneof(fc.constantFrom(...hostile), latin1(maxLength)), { minLength: 1, maxLength: 3 })
    .map((parts) => parts.join(''))

// What HTTP can carry (RFC 9110 section 5.5): a value has no control letter and no space at its ends.
const headerValue = text(12).map((value) => value.replaceAll(/[^\t\x20-\x7e\x80-\xff]/g, '').trim() || 'x')
const path = text(8).map((value) => value.replaceAll(/[^\x21-\x7e\x80-\xff]/g, ''))
const body = text(40).map((value) => Buffer.from(value, 'latin1'))

const cases = fc.array(fc.tuple(fc.array(headerValue, { maxLength: 3 }), path, body), { minLength: 12, maxLength: 12 })

// `sh` is dash on Debian, which knows none of bash's quoting.
test.each(['bash', 'sh'])(
  'whatever a request holds, its curl command run by %s executes nothing and arrives exact',
  async (shell) => {
    await using sink = await openRawSink()
    const folder = mkdtempSync(join(tmpdir(), 'creel-hostile-'))
    await fc.assert(
      fc.asyncProperty(cases, async (requests) => {
        sink.requests.length = 0
        const told = requests.map(([values, odd, bytes]) => ({
          id: 'req_1',
          method: 'POST',
          url: `${sink.url}/in/x/${odd}`,
          headers: values.map((value, index) => [`X-Odd-${index}`, value] as const),
          body: bytes,
        }))
        const script = told.map((request) => printCurl(request).replace('curl ', 'curl -q -s ')).join('')
        await run(shell, ['-c', script], { cwd: folder })
        expect(readdirSync(folder)).toEqual([])
        const arrived = sink.requests.map(({ target, headers, body: bytes }) => ({
          target,
          headers: headers.filter(([name]) => name.startsWith('X-Odd')),
          body: bytes.toString('latin1'),
        }))
        expect(arrived).toEqual(
          told.map(({ url, headers, body: bytes }) => ({
            target: url.slice(sink.url.length),
            headers,
            body: bytes.toString('latin1'),
          })),
        )
      }),
      { numRuns: Number(process.env['CREEL_SHELL_RUNS'] ?? 4) },
    )
    rmSync(folder, { recursive: true, force: true })
  },
  60_000,
)
