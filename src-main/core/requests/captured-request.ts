import type { HeaderPairs } from '#shared/model/header-pairs.ts'

/** One HTTP request as it came off the wire. Text is Latin-1, so that every byte has a letter. */
export type CapturedRequest = {
  method: string
  /** The raw request target. */
  target: string
  /** What follows `/in/<token>`, with the query; starts with `/`, `?` or is empty. */
  path: string
  httpVersion: string
  headers: HeaderPairs
  trailers: HeaderPairs
  body: Uint8Array
  remoteAddress: string | null
  receivedAtMs: number
}
