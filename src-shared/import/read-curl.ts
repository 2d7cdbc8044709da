import { bytesOfLatin1 } from '#shared/bytes/latin1.ts'
import type { CurlDraft } from './curl-draft.ts'
import { flagsOfCurl, headersOf, takeUrl, takesOfCurl } from './curl-draft.ts'
import { idleFlags, idleWithValue, longOf } from './curl-options.ts'
import type { ImportReading, ImportedRequest } from './imported-request.ts'
import { pathBelow, pathOfUrl } from './imported-request.ts'
import { readShellWords } from './shell-words.ts'

/** Reads a `curl` command, and runs nothing. What cannot be taken over is told; what nobody could read is refused. */
export function readCurl(text: string): ImportReading {
  const read = readShellWords(text)
  if (read.kind === 'unreadable') return read
  const [name, ...words] = read.words
  if (name !== 'curl') return { kind: 'unreadable', reason: 'The command does not begin with curl.' }
  const draft: CurlDraft = {
    method: null,
    url: null,
    headers: [],
    data: [],
    hasData: false,
    isInQuery: false,
    isHead: false,
    target: null,
    query: [],
    user: null,
    isUserPlain: true,
    problems: [],
    refusal: null,
  }
  for (let at = 0; at < words.length; at += 1) at += takeWord(draft, words[at] ?? '', words[at + 1], read.pipe)
  if (draft.refusal !== null) return { kind: 'unreadable', reason: draft.refusal }
  if (draft.url === null) return { kind: 'unreadable', reason: 'The command names no URL.' }
  return { kind: 'read', format: 'curl', requests: [finish(draft, draft.url)] }
}

/** Takes one word; answers how many more it used up. */
function takeWord(draft: CurlDraft, word: string, next: string | undefined, pipe: string | null): number {
  if (word.startsWith('--') && word !== '--') return takeOption(draft, word, next, pipe)
  if (word.startsWith('-') && word !== '-' && word !== '--') return takeShort(draft, word, next, pipe)
  if (word !== '--') takeUrl(draft, word)
  return 0
}

const hasValue = (option: string): boolean => takesOfCurl.has(option) || idleWithValue.has(option)

/** Takes an option by its long name; answers whether it used up the value. */
function takeOption(draft: CurlDraft, option: string, value: string | undefined, pipe: string | null): 0 | 1 {
  if (hasValue(option)) {
    if (value === undefined) draft.refusal ??= `${option} needs a value, and there is none.`
    else takesOfCurl.get(option)?.(draft, value, pipe)
    return 1
  }
  const flag = flagsOfCurl.get(option)
  if (flag) flag(draft)
  else if (!idleFlags.has(option.replace(/^--no-/, '--')) && !idleFlags.has(option)) refuseUnknown(draft, option)
  return 0
}

function takeShort(draft: CurlDraft, word: string, next: string | undefined, pipe: string | null): 0 | 1 {
  for (let at = 1; at < word.length; at += 1) {
    const option = longOf[word.charAt(at)]
    if (option === undefined) {
      refuseUnknown(draft, `-${word.charAt(at)}`)
      return 0
    }
    if (!hasValue(option)) {
      takeOption(draft, option, undefined, pipe)
      continue
    }
    const rest = word.slice(at + 1)
    takeOption(draft, option, rest === '' ? next : rest, pipe)
    return rest === '' ? 1 : 0
  }
  return 0
}

function refuseUnknown(draft: CurlDraft, option: string): void {
  draft.refusal ??= `The command has ${option}, which is no option of curl for HTTP that is known here. Take it out, with its value if it has one.`
}

function finish(draft: CurlDraft, url: string): ImportedRequest {
  const query = [...draft.query, ...(draft.isInQuery ? draft.data : [])].join('&')
  const path = draft.target ?? pathOfUrl(url)
  const hasBody = draft.hasData && !draft.isInQuery
  const headers = headersOf(draft)
  const isTyped = headers.some(([name]) => name.toLowerCase() === 'content-type')
  return {
    method: draft.method ?? (draft.isHead ? 'HEAD' : hasBody ? 'POST' : 'GET'),
    path: pathBelow(query === '' ? path : `${path}${path.includes('?') ? '&' : '?'}${query}`),
    headers: hasBody && !isTyped ? [...headers, ['Content-Type', 'application/x-www-form-urlencoded']] : headers,
    body: bytesOfLatin1(hasBody ? draft.data.join('&') : ''),
    receivedAt: null,
    problems: draft.problems,
  }
}
