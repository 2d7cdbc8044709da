import { textOfLatin1, toBase64 } from '#shared/bytes/latin1.ts'
import { valueOf } from '#shared/model/header-pairs.ts'
import type { HeaderPairs } from '#shared/model/header-pairs.ts'
import type { ExportedRequest } from './exported-request.ts'
import { utf8Text } from './exported-request.ts'

/** What Creel adds to an entry, so that another Creel takes it in byte for byte; the format allows names with `_`. */
export type CreelEntry = {
  target: string
  httpVersion: string
  headers: [string, string][]
  bodyBase64: string
  receivedAt: string
  /** What was taken out before it was written; empty where the entry is exact. */
  redacted: string[]
}

const pairsOf = (headers: HeaderPairs) => headers.map(([name, value]) => ({ name, value }))

const decoded = (part: string): string => textOfQuery(part.replaceAll('+', ' '))

function textOfQuery(part: string): string {
  const latin1 = part.replaceAll(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return textOfLatin1(latin1) ?? latin1
}

function queryOf(url: string): { name: string; value: string }[] {
  const at = url.indexOf('?')
  if (at === -1) return []
  const pairs = url
    .slice(at + 1)
    .split('&')
    .filter((pair) => pair !== '')
  return pairs.map((pair) => {
    const equals = pair.indexOf('=')
    const [name, value] = equals === -1 ? [pair, ''] : [pair.slice(0, equals), pair.slice(equals + 1)]
    return { name: decoded(name), value: decoded(value) }
  })
}

function postData({ headers, body }: ExportedRequest) {
  if (body.length === 0) return {}
  const text = utf8Text(body)
  const mimeType = valueOf(headers, 'content-type') ?? 'application/octet-stream'
  return {
    postData: text === null ? { mimeType, text: toBase64(body), encoding: 'base64' } : { mimeType, text },
  }
}

function responseOf({ reply }: ExportedRequest) {
  const headers = reply?.headers ?? []
  const text = reply?.body ?? ''
  return {
    status: reply?.status ?? 0,
    statusText: '',
    httpVersion: 'HTTP/1.1',
    cookies: [],
    headers: pairsOf(headers),
    content: { size: text.length, mimeType: valueOf(headers, 'content-type') ?? '', text },
    redirectURL: valueOf(headers, 'location') ?? '',
    headersSize: -1,
    bodySize: -1,
  }
}

function entryOf(request: ExportedRequest, redacted: readonly string[]) {
  const own: CreelEntry = {
    target: request.target,
    httpVersion: request.httpVersion,
    headers: request.headers.map(([name, value]) => [name, value]),
    bodyBase64: toBase64(request.body),
    receivedAt: request.receivedAt,
    redacted: [...redacted],
  }
  return {
    startedDateTime: request.receivedAt,
    time: request.totalMs,
    request: {
      method: request.method,
      url: request.url,
      httpVersion: `HTTP/${request.httpVersion}`,
      cookies: [],
      headers: pairsOf(request.headers),
      queryString: queryOf(request.url),
      ...postData(request),
      headersSize: -1,
      bodySize: request.body.length,
    },
    response: responseOf(request),
    cache: {},
    timings: { send: 0, wait: request.totalMs, receive: 0 },
    _creel: own,
  }
}

/**
 * Requests as one HAR 1.2 document (http://www.softwareishard.com/blog/har-12-spec/). The exact bytes stand in
 * `_creel` of each entry.
 */
export const printHar = (
  requests: readonly { request: ExportedRequest; redacted: readonly string[] }[],
  version: string,
): string =>
  `${JSON.stringify({ log: { version: '1.2', creator: { name: 'Creel', version }, entries: requests.map(({ request, redacted }) => entryOf(request, redacted)) } }, null, 2)}\n`
