import type { RequestRow, Tape } from '#shared/model/request.ts'
import { isRejected } from '#shared/model/request.ts'

/** A tape with arrivals added to their slices; those past its end go to the last. */
export function addToTape(tape: Tape, rows: readonly RequestRow[]): Tape {
  const buckets = tape.buckets.map((bucket) => ({ ...bucket }))
  const startMs = Date.parse(tape.from)
  for (const row of rows) {
    const index = Math.floor((Date.parse(row.receivedAt) - startMs) / (tape.bucketSeconds * 1000))
    const bucket = buckets[Math.min(index, buckets.length - 1)]
    if (!bucket) continue
    bucket.requests += 1
    if (isRejected(row.state)) bucket.rejected += 1
  }
  return { ...tape, buckets }
}
