import { textOfLatin1, toLatin1 } from '#shared/bytes/latin1.ts'
import type { HeaderPairs } from '#shared/model/header-pairs.ts'
import { hopHeaders } from '#shared/model/header-pairs.ts'

/** A request as an export needs it. Text of headers, target and URL is Latin-1, one letter a byte. */
export type ExportedRequest = {
  /** The stored request, for naming the file of a body that is too long for a command. */
  id: string
  method: string
  /** Where a copy is to be sent: the address of its source with the path that came below it. */
  url: string
  httpVersion: string
  /** The request target as it stood on the wire. */
  target: string
  headers: HeaderPairs
  body: Uint8Array
  /** ISO 8601, UTC. */
  receivedAt: string
  /** The answer that its sender got; null where there was none. */
  reply: { status: number; headers: HeaderPairs; body: string } | null
  /** How long the answer took, in milliseconds. */
  totalMs: number
}

/** The headers that a copy carries: those of the message, not of its hop, and none that would break a line. */
export const copiedHeaders = (headers: HeaderPairs): HeaderPairs =>
  headers.filter(
    ([name, value]) =>
      /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name) && !hopHeaders.has(name.toLowerCase()) && !/[\0\r\n]/.test(value),
  )

/** Headers by their name, each with all of its values, in the order in which they first came. */
export function groupedHeaders(headers: HeaderPairs): [string, string[]][] {
  const groups = Map.groupBy(copiedHeaders(headers), ([name]) => name)
  return [...groups].map(([name, pairs]) => [name, pairs.map(([, value]) => value)])
}

/** The bytes as the UTF-8 text that they are; null where they are none. */
export const utf8Text = (bytes: Uint8Array): string | null => textOfLatin1(toLatin1(bytes))
