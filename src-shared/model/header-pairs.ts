import { z } from 'zod'

/** Headers as they came: name and value pairs in order, with their case and their duplicates. Text is Latin-1. */
export const HeaderPairs = z.array(z.tuple([z.string(), z.string()]))
export type HeaderPairs = ReadonlyArray<readonly [string, string]>

// Most names differ in length already, which is cheaper to see than a difference in letters.
const isNamed = (key: string, name: string): boolean =>
  key.length === name.length && (key === name || key.toLowerCase() === name.toLowerCase())

// Every request is asked for some sixty headers, most of which it does not have: a closure for each question cost more.
/** All values of a header, whatever its case, in order. */
export function valuesOf(headers: HeaderPairs, name: string): string[] {
  const values: string[] = []
  for (const pair of headers) if (isNamed(pair[0], name)) values.push(pair[1])
  return values
}

/** The first value of a header, whatever its case. */
export function valueOf(headers: HeaderPairs, name: string): string | undefined {
  for (const pair of headers) if (isNamed(pair[0], name)) return pair[1]
  return undefined
}

/** The headers with one set: where it stood, with the case it had, and once only; at the end where it is new. */
export function withHeader(headers: HeaderPairs, name: string, value: string): HeaderPairs {
  const first = headers.findIndex(([key]) => isNamed(key, name))
  if (first === -1) return [...headers, [name, value]]
  return headers.flatMap((pair, index) =>
    index === first ? [[pair[0], value] as const] : isNamed(pair[0], name) ? [] : [pair],
  )
}

const sensitiveNames = new Set(['authorization', 'proxy-authorization', 'cookie', 'set-cookie', 'x-api-key'])

/** True for headers whose value is a credential: masked when shown, kept out of the full-text index. */
export function isSensitiveHeader(name: string): boolean {
  const lower = name.toLowerCase()
  return sensitiveNames.has(lower) || /token|secret|signature|api-?key|password/.test(lower)
}

/**
 * Headers that belong to one connection, not to the message (RFC 9110 section 7.6.1), and the framing and
 * `Host` that the next hop sets anew. A replay leaves them out and says which.
 */
export const hopHeaders: ReadonlySet<string> = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'proxy-authenticate',
  'proxy-authorization',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'host',
  'content-length',
  'expect',
])
