const secondsKept = 60
const burstSeconds = 2

/** Counts arrivals by the second for the last minute. Times are milliseconds since 1970. */
export type ArrivalRate = {
  add: (nowMs: number, count?: number) => void
  perMinute: (nowMs: number) => number
  /** The mean of the last two seconds. */
  perSecond: (nowMs: number) => number
}

export function createArrivalRate(): ArrivalRate {
  const counts = new Map<number, number>()
  const sumSince = (nowMs: number, seconds: number): number => {
    const first = Math.floor(nowMs / 1000) - seconds + 1
    let sum = 0
    for (const [second, count] of counts) if (second >= first) sum += count
    return sum
  }
  return {
    add(nowMs, count = 1) {
      const second = Math.floor(nowMs / 1000)
      counts.set(second, (counts.get(second) ?? 0) + count)
      for (const old of counts.keys()) if (old <= second - secondsKept) counts.delete(old)
    },
    perMinute: (nowMs) => sumSince(nowMs, secondsKept),
    perSecond: (nowMs) => sumSince(nowMs, burstSeconds) / burstSeconds,
  }
}
