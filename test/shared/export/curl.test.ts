import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { printCurl } from '#shared/export/curl.ts'
import type { CurlRequest } from '#shared/export/curl.ts'
import { quoteForPrintf, quoteForShell } from '#shared/export/shell-quote.ts'

const request = (changes: Partial<CurlRequest>): CurlRequest => ({
  id: 'req_01K9XQ7M4TZ3V8Q5R2W6Y0B1CD',
  method: 'POST',
  url: 'http://127.0.0.1:4400/in/secret',
  headers: [],
  body: new Uint8Array(),
  ...changes,
})

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)

// Bash runs the printed command with a curl that tells its words and its input.
const tellingCurl = `curl() { printf '%s\\0' "$@"; printf 'INPUT'; if [ -p /dev/stdin ]; then cat; fi; }; `

/** The words that bash gives to curl, and what it pipes to it; Latin-1. */
function runThroughBash(command: string): { words: string[]; input: string } {
  const output = execFileSync('bash', ['-c', tellingCurl + command], { stdio: ['ignore', 'pipe', 'pipe'] })
  const text = output.toString('latin1')
  const end = text.indexOf('INPUT')
  return { words: text.slice(0, end).split('\0').slice(0, -1), input: text.slice(end + 'INPUT'.length) }
}

const latin1 = fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes).toString('latin1'))

describe('quoting', () => {
  test.each(['bash', 'sh'])('in %s any text without NUL is one word of exactly its bytes', (shell) => {
    const texts = fc.sample(latin1, 300).map((text) => text.replaceAll('\0', ''))
    const output = execFileSync(shell, ['-c', `printf '%s\\0' ${texts.map(quoteForShell).join(' ')}`])
    expect(output.toString('latin1').split('\0').slice(0, -1)).toEqual(texts)
  })

  test.each(['bash', 'sh'])('printf in %s writes any bytes', (shell) => {
    const texts = fc.sample(latin1, 200)
    const output = execFileSync(shell, ['-c', texts.map((text) => `printf -- ${quoteForPrintf(text)}`).join(';')])
    expect(output.toString('latin1')).toBe(texts.join(''))
  })

  test('UTF-8 stays readable, what could fool a terminal does not stay', () => {
    expect(quoteForShell(Buffer.from('größe 日本').toString('latin1'))).toBe("'größe 日本'")
    expect(quoteForShell('\x1b[2J')).toBe(String.raw`"$(printf -- '\033[2J')"`)
    expect(quoteForShell(Buffer.from('a\u202eb').toString('latin1'))).toBe(String.raw`"$(printf -- 'a\342\200\256b')"`)
  })

  test('nothing is a word too', () => expect(quoteForShell('')).toBe("''"))
})

describe('the command', () => {
  test('gives curl the headers and the body byte for byte', () => {
    const token = fc.stringMatching(/^[A-Za-z][A-Za-z-]{0,12}$/).map((name) => `X-${name}`)
    const value = fc.stringMatching(/^[\x21-\x7e\x80-\xff]([\t -~\x80-\xff]{0,20}[\x21-\x7e\x80-\xff])?$/)
    fc.assert(
      fc.property(
        fc.array(fc.tuple(token, value), { maxLength: 4 }),
        fc.uint8Array({ minLength: 1, maxLength: 80 }),
        (headers, body) => {
          const { words, input } = runThroughBash(printCurl(request({ headers, body })))
          const sent = words.flatMap((word, index) => (words[index - 1] === '-H' ? [word] : []))
          expect(sent).toEqual([
            ...headers.map(([name, text]) => `${name}: ${text}`),
            'User-Agent:',
            'Accept:',
            'Content-Type:',
          ])
          const raw = words[words.indexOf('--data-raw') + 1]
          const sentBody = words.includes('--data-raw') ? raw : input
          expect(sentBody).toBe(Buffer.from(body).toString('latin1'))
        },
      ),
      { numRuns: 50 },
    )
  })

  test('of a usual webhook can be read', () => {
    const command = printCurl(
      request({
        headers: [
          ['Host', 'example.test'],
          ['Content-Type', 'application/json'],
          ['User-Agent', 'Sender/1'],
          ['Accept', '*/*'],
          ['X-Empty', ''],
          ['Content-Length', '15'],
        ],
        body: bytesOf(`{"it":"isn't"}`),
      }),
    )
    expect(command).toBe(String.raw`curl http://127.0.0.1:4400/in/secret \
  -H 'Content-Type: application/json' \
  -H 'User-Agent: Sender/1' \
  -H 'Accept: */*' \
  -H 'X-Empty;' \
  --data-raw '{"it":"isn'\''t"}'
`)
  })

  test.each([
    ['GET', '', []],
    ['POST', 'x', []],
    ['POST', '', ['-X', 'POST']],
    ['GET', 'x', ['-X', 'GET']],
    ['HEAD', '', ['--head']],
    ['DELETE', '', ['-X', 'DELETE']],
  ])('says the method of %s with the body “%s”', (method, body, said) => {
    const { words } = runThroughBash(printCurl(request({ method, body: bytesOf(body) })))
    expect(words.slice(0, said.length)).toEqual(said)
    expect(words.includes('-X')).toBe(said.includes('-X'))
  })

  test('keeps curl from changing dots and brackets of a path', () => {
    const { words } = runThroughBash(printCurl(request({ url: 'http://localhost/in/a/../b?x[0]={1}' })))
    expect(words).toEqual(expect.arrayContaining(['--path-as-is', '--globoff', 'http://localhost/in/a/../b?x[0]={1}']))
  })

  test('a long body is fetched from a file, and it is said how', () => {
    const command = printCurl(request({ body: new Uint8Array(65_537) }))
    expect(command).toContain('creel requests body req_01K9XQ7M4TZ3V8Q5R2W6Y0B1CD > req_01K9XQ7M4TZ3V8Q5R2W6Y0B1CD.bin')
    expect(runThroughBash(command).words.slice(-2)).toEqual(['--data-binary', '@req_01K9XQ7M4TZ3V8Q5R2W6Y0B1CD.bin'])
  })
})
