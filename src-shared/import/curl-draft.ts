import { bytesOfLatin1, toBase64 } from '#shared/bytes/latin1.ts'
import { trimmed } from './imported-request.ts'

/** What a curl command has said so far. Text is Latin-1. */
export type CurlDraft = {
  method: string | null
  url: string | null
  headers: [string, string][]
  data: string[]
  hasData: boolean
  /** `-G` sends the data in the query. */
  isInQuery: boolean
  isHead: boolean
  target: string | null
  query: string[]
  /** Name and password of `-u`, and whether curl sends them as they are. */
  user: string | null
  isUserPlain: boolean
  problems: string[]
  /** Why the command cannot be taken over at all. */
  refusal: string | null
}

/** What an option with a value means; `pipe` is what the command reads from its standard input. */
type Take = (draft: CurlDraft, value: string, pipe: string | null) => void

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
  (name: string, prefix = ''): Take =>
  ({ headers }, value) =>
    void headers.push([name, `${prefix}${value}`])

const withoutBreaks = (text: string): string => text.replaceAll(/[\r\n]/g, '')

const urlEncoded = (text: string): string => {
  const at = text.indexOf('=')
  return at === -1 ? escapeBytes(text) : `${text.slice(0, at === 0 ? 0 : at + 1)}${escapeBytes(text.slice(at + 1))}`
}

const escapeBytes = (latin1: string): string =>
  latin1.replaceAll(/[^\w.~-]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`)

const form: Take = (draft) => {
  draft.method ??= 'POST'
  draft.problems.push('-F was left out: a form of parts cannot be made from a command.')
}

const upload: Take = (draft, value) => {
  draft.method ??= 'PUT'
  draft.problems.push(`The body is in the file ${value}, which cannot be read from here.`)
}

const cookie: Take = ({ headers, problems }, value) => {
  if (value.includes('=')) headers.push(['Cookie', value])
  else problems.push(`The cookies are in the file ${value}, which cannot be read from here.`)
}

const leftOut =
  (option: string, why: string): Take =>
  ({ problems }) =>
    void problems.push(`${option} was left out: ${why}.`)

const refuse =
  (option: string, why: string): Take =>
  (draft) =>
    void (draft.refusal ??= `The command has ${option}: ${why}`)

/** The options with a value that say what the request is (https://curl.se/docs/manpage.html, 8.16). */
export const takesOfCurl: ReadonlyMap<string, Take> = new Map<string, Take>([
  ['--request', (draft, value) => void (draft.method = value)],
  ['--url', (draft, value) => takeUrl(draft, value)],
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
  ['--url-query', ({ query }, value) => void query.push(value.startsWith('+') ? value.slice(1) : urlEncoded(value))],
  ['--user', (draft, value) => void (draft.user = value)],
  ['--oauth2-bearer', named('Authorization', 'Bearer ')],
  ['--user-agent', named('User-Agent')],
  ['--referer', named('Referer')],
  ['--range', named('Range', 'bytes=')],
  ['--cookie', cookie],
  ['--form', form],
  ['--form-string', form],
  ['--upload-file', upload],
  ['--continue-at', leftOut('-C', 'where to go on is known only to the file')],
  ['--time-cond', leftOut('-z', 'the header that curl makes of it is not known')],
  ['--etag-compare', leftOut('--etag-compare', 'a file cannot be read from here')],
  ['--netrc-file', leftOut('--netrc-file', 'a file cannot be read from here')],
  [
    '--aws-sigv4',
    (draft) => {
      draft.isUserPlain = false
      leftOut('--aws-sigv4', 'curl signs while it sends')(draft, '', null)
    },
  ],
  ['--config', refuse('-K', 'the rest of it is in a file, which cannot be read from here. Write it out.')],
  ['--variable', refuse('--variable', 'what becomes of it only curl knows. Write the values out.')],
])

const computed =
  (option: string): ((draft: CurlDraft) => void) =>
  (draft) => {
    draft.isUserPlain = false
    draft.problems.push(`${option} was left out: curl works that credential out while it talks to the server.`)
  }

/** The options without a value that say what the request is. */
export const flagsOfCurl: ReadonlyMap<string, (draft: CurlDraft) => void> = new Map<string, (draft: CurlDraft) => void>(
  [
    ['--get', (draft) => void (draft.isInQuery = true)],
    ['--head', (draft) => void (draft.isHead = true)],
    ['--next', (draft) => refuse('--next', 'it sends several requests. Import them one by one.')(draft, '', null)],
    ['--crlf', (draft) => leftOut('--crlf', 'the line ends of a body stay as they are')(draft, '', null)],
    ['--netrc', (draft) => leftOut('-n', 'a file cannot be read from here')(draft, '', null)],
    ['--netrc-optional', (draft) => leftOut('--netrc-optional', 'a file cannot be read from here')(draft, '', null)],
    ['--digest', computed('--digest')],
    ['--ntlm', computed('--ntlm')],
    ['--negotiate', computed('--negotiate')],
    ['--anyauth', computed('--anyauth')],
  ],
)

/** Takes an address; a further one would be a second request. */
export function takeUrl(draft: CurlDraft, url: string): void {
  if (draft.url === null) draft.url = url
  else draft.problems.push(`${url} was left out: it is a second request. Import it by itself.`)
}

/** The headers that the options make, the credentials of `-u` among them. */
export const headersOf = ({ headers, user, isUserPlain }: CurlDraft): [string, string][] =>
  user !== null && isUserPlain ? [...headers, ['Authorization', `Basic ${toBase64(bytesOfLatin1(user))}`]] : headers
