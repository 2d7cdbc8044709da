import type { RequestTiming } from '#shared/model/request.ts'
import type { KeptRequest } from './kept-request.ts'

// One row for all that one commit kept: a time in each request would write each request twice.

/** The number of a request, and what its body, its check and its commit took in milliseconds. */
type Entry = readonly [seq: number, bodyMs: number, checkMs: number, commitMs: number]

/** The times of requests that were committed together, as they are stored, and the highest number among them. */
export function writeTimings(requests: readonly KeptRequest[]): { lastSeq: number; timings: string } | null {
  const entries = requests.flatMap(({ seq, timing }) => (timing === null ? [] : [entryOf(seq, timing)]))
  const last = entries.at(-1)
  return last ? { lastSeq: last[0], timings: JSON.stringify(entries) } : null
}

/** The times of one request among those; null where it was not committed with them. */
export function readTiming(timings: string, seq: number): RequestTiming | null {
  const entry = (JSON.parse(timings) as Entry[]).find(([of]) => of === seq)
  if (!entry) return null
  const [, bodyMs, checkMs, commitMs] = entry
  return { bodyMs, checkMs, commitMs, totalMs: inMicroseconds(bodyMs + checkMs + commitMs) }
}

const entryOf = (seq: number, { bodyMs, checkMs, commitMs }: RequestTiming): Entry => [
  seq,
  inMicroseconds(bodyMs),
  inMicroseconds(checkMs),
  inMicroseconds(commitMs),
]

const inMicroseconds = (ms: number): number => Math.round(ms * 1000) / 1000
