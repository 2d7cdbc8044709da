import type { HeaderPairs } from '#shared/model/header-pairs.ts'

/** What must be stored of a request that was read. */
export type Captured = {
  kind: 'captured'
  status: number
  method: string
  path: string
  /** The whole target, where it is not the source's address and the path. */
  target?: string
  httpVersion: string
  headers: HeaderPairs
  trailers: HeaderPairs
  body: string
}

/** What becomes of one request. `malformed` is kept as the bytes that were sent; `turned-away` leaves nothing. */
export type Outcome =
  | Captured
  | { kind: 'refused'; status: number; reason: string }
  | { kind: 'malformed'; status: number | null; reason: string; bytes?: string }
  | { kind: 'turned-away'; status: number }
  | { kind: 'continue'; status: 100 }
  | { kind: 'cut-off' }

/** Raw bytes as Latin-1, in the packets they are sent in, and what must become of them. */
export type RawCase = {
  name: string
  send: string | string[]
  /** How the sender goes on when all is sent: it waits, ends its side, or breaks off. */
  ends?: 'end' | 'reset'
  becomes: Outcome | Outcome[]
}

/** Cases of one kind; `at` is the path of a source’s address. */
export type Family = { name: string; cases: (at: string) => RawCase[] }

/** A message from its first line, its header lines and its body. */
export const message = (firstLine: string, headers: readonly string[], body = ''): string =>
  [firstLine, ...headers, '', body].join('\r\n')

export const post = (at: string, headers: readonly string[], body = ''): string =>
  message(`POST ${at} HTTP/1.1`, ['Host: a', ...headers], body)

/** A body with its length told. */
export const sized = (at: string, headers: readonly string[], body: string): string =>
  post(at, [...headers, `Content-Length: ${body.length}`], body)

export const chunked = (at: string, body: string, headers: readonly string[] = []): string =>
  post(at, [...headers, 'Transfer-Encoding: chunked'], body)

const toPair = (line: string): [string, string] => {
  const colon = line.indexOf(':')
  return [line.slice(0, colon), line.slice(colon + 1).trim()]
}

type Written = Partial<Omit<Captured, 'kind' | 'headers' | 'trailers'>> & { headers?: string[]; trailers?: string[] }

/** Captured with exactly these parts: `headers` are lines after `Host: a`, unless `allHeaders` are told. */
export const captured = ({
  headers = [],
  allHeaders = ['Host: a', ...headers],
  trailers = [],
  ...rest
}: Written & { allHeaders?: string[] } = {}): Captured => ({
  kind: 'captured',
  status: 200,
  method: 'POST',
  path: '',
  httpVersion: '1.1',
  body: '',
  ...rest,
  headers: allHeaders.map(toPair),
  trailers: trailers.map(toPair),
})

export const malformed = (reason: string, status: number | null = 400, bytes?: string): Outcome => ({
  kind: 'malformed',
  status,
  reason,
  ...(bytes !== undefined && { bytes }),
})

export const refused = (status: number, reason: string): Outcome => ({ kind: 'refused', status, reason })

export const turnedAway = (status: number): Outcome => ({ kind: 'turned-away', status })
