import type { RateLimit } from '#shared/rules/rate-limit.ts'

/**
 * The one number that a rate limit keeps, in milliseconds since 1970: when the bucket is empty again (the generic cell
 * rate algorithm, ITU-T I.371). Stored with the webhook, it holds over a restart.
 */
export type RateBucket = number

/** Takes one from the bucket, or says when the next may be taken. A new bucket is null. */
export function takeFromBucket(
  bucket: RateBucket | null,
  { count, perSeconds, burst }: RateLimit,
  now: number,
): { isTaken: true; bucket: RateBucket } | { isTaken: false; freeAt: number } {
  const intervalMs = (perSeconds * 1000) / count
  const fullMs = intervalMs * burst
  // No bucket lies further ahead than a full one: more is left from before the clock was set back or the limit changed.
  const emptyAt = Math.min(Math.max(bucket ?? now, now), now + fullMs)
  const freeAt = emptyAt - (fullMs - intervalMs)
  return freeAt - now > 1e-6 ? { isTaken: false, freeAt } : { isTaken: true, bucket: emptyAt + intervalMs }
}
