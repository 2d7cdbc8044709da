import type { HeaderPairs } from '#shared/model/header-pairs.ts'

/** A request that was read from a text. Text of target and headers is Latin-1, one letter a byte. */
export type ImportedRequest = {
  method: string
  /** The path with the query; of a request to a source of Creel what follows its address. */
  path: string
  headers: HeaderPairs
  body: Uint8Array
  /** ISO 8601, UTC; null where the text does not say. */
  receivedAt: string | null
  /** What could not be taken over, in words. */
  problems: string[]
}

/** What a text holds, or why nothing could be read from it. */
export type ImportReading =
  | { kind: 'read'; format: ImportFormat; requests: ImportedRequest[] }
  | { kind: 'unreadable'; reason: string }

export const importFormats = ['curl', 'har', 'http', 'bundle'] as const
export type ImportFormat = (typeof importFormats)[number]

/** A value without the spaces around it that HTTP takes for none of it (RFC 9110 section 5.5). */
export const trimmed = (value: string): string => value.replaceAll(/^[ \t]+|[ \t]+$/g, '')

/** The part of a path that follows the address of a source, `/in/<token>`; another path whole. */
export const pathBelow = (path: string): string => path.replace(/^\/in\/([\w-]{16,64}|\[redacted\])(?=[/?]|$)/, '')

/** The path and query of a URL as it is written; `/` where it has none. */
export function pathOfUrl(url: string): string {
  const [before = ''] = url.split('#', 1)
  const start = /^[a-z][a-z0-9+.-]*:\/\/[^/?]*/i.exec(before)?.[0].length ?? 0
  const path = before.slice(start)
  return path.startsWith('/') ? path : `/${path}`
}
