/**
 * The generic cell rate algorithm (ITU-T I.371): `ratePerSecond` on average, up to `burst` at once. Pure but for the
 * one number it keeps: the time at which the bucket is empty again.
 */
export type RateLimit = { take: (nowMs: number) => { isTaken: boolean; retryAfterSeconds: number } }

export function createRateLimit(ratePerSecond: number, burst: number): RateLimit {
  const intervalMs = 1000 / ratePerSecond
  const toleranceMs = intervalMs * (burst - 1)
  let emptyAt = -Infinity
  return {
    take(nowMs) {
      const next = Math.max(emptyAt, nowMs)
      const waitMs = next - toleranceMs - nowMs
      if (waitMs > 1e-6) return { isTaken: false, retryAfterSeconds: Math.max(1, Math.ceil(waitMs / 1000)) }
      emptyAt = next + intervalMs
      return { isTaken: true, retryAfterSeconds: 0 }
    },
  }
}
