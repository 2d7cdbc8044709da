import type { Tape } from '#shared/model/request.ts'

/** Slices of a tape, by their places: both ends belong to it. */
export type SliceRange = { first: number; last: number }

/** The slice at a share (0 to 1) of the tape's width. */
export const sliceAt = (tape: Tape, share: number): number =>
  Math.max(0, Math.min(tape.buckets.length - 1, Math.floor(share * tape.buckets.length)))

/** A range with its ends in order. */
export const rangeBetween = (one: number, other: number): SliceRange => ({
  first: Math.min(one, other),
  last: Math.max(one, other),
})

/** The moments at which a range begins and ends. */
export function momentsOf(tape: Tape, { first, last }: SliceRange): { after: string; before: string } {
  const startMs = Date.parse(tape.from)
  const sliceMs = tape.bucketSeconds * 1000
  return {
    after: new Date(startMs + first * sliceMs).toISOString(),
    before: new Date(startMs + (last + 1) * sliceMs).toISOString(),
  }
}

/** Where two moments lie on a tape, as slices; null where they are not on it. */
export function slicesOf(tape: Tape, { afterMs, beforeMs }: { afterMs: number; beforeMs: number }): SliceRange | null {
  const startMs = Date.parse(tape.from)
  const sliceMs = tape.bucketSeconds * 1000
  const first = Math.floor((afterMs - startMs) / sliceMs)
  const last = Math.ceil((beforeMs - startMs) / sliceMs) - 1
  if (last < 0 || first >= tape.buckets.length || last < first) return null
  return { first: Math.max(0, first), last: Math.min(tape.buckets.length - 1, last) }
}

/** What a range holds, in words. */
export function describeRange(tape: Tape, range: SliceRange): string {
  const { after, before } = momentsOf(tape, range)
  const held = tape.buckets.slice(range.first, range.last + 1)
  const requests = held.reduce((sum, bucket) => sum + bucket.requests, 0)
  const rejected = held.reduce((sum, bucket) => sum + bucket.rejected, 0)
  const clock = (moment: string): string => new Date(moment).toLocaleTimeString('en-GB')
  return `${clock(after)} to ${clock(before)}: ${requests} ${requests === 1 ? 'request' : 'requests'}, ${rejected} rejected`
}
