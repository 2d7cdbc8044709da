import { z } from 'zod'

/** Headers as they came: name and value pairs in order, with their case and their duplicates. Text is Latin-1. */
export const HeaderPairs = z.array(z.tuple([z.string(), z.string()]))
export type HeaderPairs = ReadonlyArray<readonly [string, string]>

// Most names differ in length already, which is cheaper to see than a difference in letters.
const isNamed = (key: string, wanted: string): boolean => key.length === wanted.length && key.toLowerCase() === wanted

/** All values of a header, whatever its case, in order. */
export function valuesOf(headers: HeaderPairs, name: string): string[] {
  const wanted = name.toLowerCase()
  return headers.filter(([key]) => isNamed(key, wanted)).map(([, value]) => value)
}

/** The first value of a header, whatever its case. */
export function valueOf(headers: HeaderPairs, name: string): string | undefined {
  const wanted = name.toLowerCase()
  return headers.find(([key]) => isNamed(key, wanted))?.[1]
}

/** The headers with one set: where it stood, with the case it had, and once only; at the end where it is new. */
export function withHeader(headers: HeaderPairs, name: string, value: string): HeaderPairs {
  const wanted = name.toLowerCase()
  const first = headers.findIndex(([key]) => isNamed(key, wanted))
  if (first === -1) return [...headers, [name, value]]
  return headers.flatMap((pair, index) =>
    index === first ? [[pair[0], value] as const] : isNamed(pair[0], wanted) ? [] : [pair],
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
