import { bytesOfLatin1, toBase64 } from '#shared/bytes/latin1.ts'
import type { ImportReading, ImportedRequest } from './imported-request.ts'
import { pathBelow, pathOfUrl, trimmed } from './imported-request.ts'
import { readShellWords } from './shell-words.ts'

type Draft = {
  method: string | null
  url: string | null
  headers: [string, string][]
  data: string[]
  hasData: boolean
  /** `-G` sends the data in the query. */
  isInQuery: boolean
  isHead: boolean
  target: string | null
  problems: string[]
}

type Take = (draft: Draft, value: string, pipe: string | null) => void

const header: Take = ({ headers, problems }, value) => {
  if (value.startsWith('@')) return void problems.push('-H @file was left out: a file cannot be read from here.')
  const colon = value.indexOf(':')
  if (colon > 0 && trimmed(value.slice(colon + 1)) !== '') {
    headers.push([value.slice(0, colon), trimmed(value.slice(colon + 1))])
  } else if (value.endsWith(';')) headers.push([value.slice(0, -1), ''])
}

const data =
  (readsFiles: boolean, change: (text: string) => string = (text) => text): Take =>
  (draft, value, pipe) => {
    draft.hasData = true
    if (!readsFiles || !value.startsWith('@')) return void draft.data.push(change(value))
    if (value === '@-' && pipe !== null) return void draft.data.push(change(pipe))
    draft.problems.push(`The body is in the file ${value.slice(1)}, which cannot be read from here.`)
  }

const named =
  (name: string): Take =>
  ({ headers }, value) =>
    void headers.push([name, value])

const withoutBreaks = (text: string): string => text.replaceAll(/[\r\n]/g, '')

const urlEncoded = (text: string): string => {
  const at = text.indexOf('=')
  return at === -1 ? escapeBytes(text) : `${text.slice(0, at === 0 ? 0 : at + 1)}${escapeBytes(text.slice(at + 1))}`
}

const escapeBytes = (latin1: string): string =>
  latin1.replaceAll(/[^\w.~-]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`)

const skip: Take = () => undefined

/** The options of curl that take a value (https://curl.se/docs/manpage.html); the rest that is known takes none. */
const withValue: ReadonlyMap<string, Take> = new Map<string, Take>([
  ['--request', (draft, value) => void (draft.method = value)],
  ['--url', (draft, value) => void (draft.url = value)],
  ['--request-target', (draft, value) => void (draft.target = value)],
  ['--header', header],
  ['--data', data(true, withoutBreaks)],
  ['--data-ascii', data(true, withoutBreaks)],
  ['--data-binary', data(true)],
  ['--data-raw', data(false)],
  ['--data-urlencode', data(false, urlEncoded)],
  [
    '--json',
    (draft, value, pipe) => {
      data(true)(draft, value, pipe)
      draft.headers.push(['Content-Type', 'application/json'], ['Accept', 'application/json'])
    },
  ],
  ['--user', ({ headers }, value) => void headers.push(['Authorization', `Basic ${toBase64(bytesOfLatin1(value))}`])],
  ['--oauth2-bearer', ({ headers }, value) => void headers.push(['Authorization', `Bearer ${value}`])],
  ['--user-agent', named('User-Agent')],
  ['--referer', named('Referer')],
  ['--cookie', named('Cookie')],
  ['--form', ({ problems }) => void problems.push('-F was left out: a form of parts cannot be made from a command.')],
  ...[
    '--max-time',
    '--connect-timeout',
    '--output',
    '--proxy',
    '--retry',
    '--cacert',
    '--cert',
    '--key',
    '--resolve',
    '--write-out',
    '--config',
    '--limit-rate',
    '--max-redirs',
    '--interface',
    '--cookie-jar',
  ].map((name): [string, Take] => [name, skip]),
])

const short: Record<string, string> = {
  X: '--request',
  H: '--header',
  d: '--data',
  u: '--user',
  A: '--user-agent',
  e: '--referer',
  b: '--cookie',
  F: '--form',
  m: '--max-time',
  o: '--output',
  x: '--proxy',
  w: '--write-out',
  K: '--config',
  E: '--cert',
  c: '--cookie-jar',
}

/** Reads a `curl` command, and runs nothing. */
export function readCurl(text: string): ImportReading {
  const read = readShellWords(text)
  if (read.kind === 'unreadable') return read
  const [name, ...words] = read.words
  if (name !== 'curl') return { kind: 'unreadable', reason: 'The command does not begin with curl.' }
  const draft: Draft = {
    method: null,
    url: null,
    headers: [],
    data: [],
    hasData: false,
    isInQuery: false,
    isHead: false,
    target: null,
    problems: [],
  }
  for (let at = 0; at < words.length; at += 1) at += takeWord(draft, words[at] ?? '', words[at + 1] ?? '', read.pipe)
  if (draft.url === null) return { kind: 'unreadable', reason: 'The command names no URL.' }
  return { kind: 'read', format: 'curl', requests: [finish(draft, draft.url)] }
}

/** Takes one word; answers how many more it used up. */
function takeWord(draft: Draft, word: string, next: string, pipe: string | null): number {
  if (word.startsWith('--')) {
    const take = withValue.get(word)
    if (take) take(draft, next, pipe)
    else takeFlag(draft, word)
    return take ? 1 : 0
  }
  if (word.startsWith('-') && word !== '-') return takeShort(draft, word, next, pipe)
  draft.url ??= word
  return 0
}

function takeShort(draft: Draft, word: string, next: string, pipe: string | null): number {
  for (let at = 1; at < word.length; at += 1) {
    const take = withValue.get(short[word.charAt(at)] ?? '')
    if (take) {
      const rest = word.slice(at + 1)
      take(draft, rest === '' ? next : rest, pipe)
      return rest === '' ? 1 : 0
    }
    takeFlag(draft, word.charAt(at))
  }
  return 0
}

function takeFlag(draft: Draft, flag: string): void {
  if (flag === '--get' || flag === 'G') draft.isInQuery = true
  if (flag === '--head' || flag === 'I') draft.isHead = true
}

function finish(draft: Draft, url: string): ImportedRequest {
  const query = draft.isInQuery ? draft.data.join('&') : ''
  const path = draft.target ?? pathOfUrl(url)
  const hasBody = draft.hasData && !draft.isInQuery
  const isTyped = draft.headers.some(([name]) => name.toLowerCase() === 'content-type')
  return {
    method: draft.method ?? (draft.isHead ? 'HEAD' : hasBody ? 'POST' : 'GET'),
    path: pathBelow(query === '' ? path : `${path}${path.includes('?') ? '&' : '?'}${query}`),
    headers:
      hasBody && !isTyped ? [...draft.headers, ['Content-Type', 'application/x-www-form-urlencoded']] : draft.headers,
    body: bytesOfLatin1(hasBody ? draft.data.join('&') : ''),
    receivedAt: null,
    problems: draft.problems,
  }
}
