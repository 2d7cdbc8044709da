import { isRejected } from '#shared/model/request.ts'
import type { KeptRequest } from './kept-request.ts'

/** The slice of time in which arrivals are counted. */
export const bucketMs = 10_000

export type Arrivals = {
  sourceId: string
  workspaceId: string
  bucket: number
  requests: number
  rejected: number
  bytes: number
  lastRequestAt: number
}

/** What a request takes on disk, near enough. */
export const keptBytes = (bodyBytes: number, headersLength: number): number => bodyBytes + headersLength + 300

/** Counts requests by source and slice of time. */
export function countArrivals(requests: readonly KeptRequest[]): Arrivals[] {
  const counts = new Map<string, Arrivals>()
  for (const kept of requests) {
    const bucket = kept.receivedAtMs - (kept.receivedAtMs % bucketMs)
    const key = `${kept.sourceId} ${bucket}`
    const { sourceId, workspaceId } = kept
    const count = counts.get(key) ?? {
      sourceId,
      workspaceId,
      bucket,
      requests: 0,
      rejected: 0,
      bytes: 0,
      lastRequestAt: 0,
    }
    count.requests += 1
    count.rejected += isRejected(kept.state) ? 1 : 0
    count.bytes += keptBytes(kept.body.length, kept.headersText.length)
    count.lastRequestAt = Math.max(count.lastRequestAt, kept.receivedAtMs)
    counts.set(key, count)
  }
  return [...counts.values()]
}
