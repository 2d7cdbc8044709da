import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { takeFromQuota } from '#main/core/deliveries/daily-quota.ts'
import type { DailyUse } from '#main/core/deliveries/daily-quota.ts'
import { takeFromBucket } from '#main/core/deliveries/rate-bucket.ts'
import { RateLimit } from '#shared/rules/rate-limit.ts'

const start = Date.UTC(2026, 10, 17)

/** When each of so many deliveries may begin, all of them waiting from the start. */
function startsOf(limit: RateLimit, count: number, restart: (bucket: number | null) => number | null): number[] {
  const starts: number[] = []
  let bucket: number | null = null
  let now = start
  while (starts.length < count) {
    const taken = takeFromBucket(restart(bucket), limit, now)
    if (taken.isTaken) starts.push(now - start)
    if (taken.isTaken) bucket = taken.bucket
    else now = taken.freeAt
  }
  return starts
}

const kept = (bucket: number | null): number | null => bucket

test('without a burst they come evenly', () => {
  expect(startsOf(RateLimit.parse({ count: 4 }), 5, kept)).toEqual([0, 250, 500, 750, 1000])
  expect(startsOf(RateLimit.parse({ count: 1, perSeconds: 60 }), 3, kept)).toEqual([0, 60_000, 120_000])
})

test('a burst comes at once, the rest evenly', () => {
  expect(startsOf(RateLimit.parse({ count: 2, burst: 3 }), 5, kept)).toEqual([0, 0, 0, 500, 1000])
})

test('a limit holds over a restart: its bucket is one number', () => {
  const stored = (bucket: number | null): number | null => JSON.parse(JSON.stringify(bucket)) as number | null
  expect(startsOf(RateLimit.parse({ count: 2, burst: 3 }), 5, stored)).toEqual([0, 0, 0, 500, 1000])
})

test('a bucket from before the clock was set back, or of a slower limit, blocks for no longer than a full one', () => {
  const limit = RateLimit.parse({ count: 2, burst: 3 })
  expect(takeFromBucket(start + 86_400_000, limit, start)).toEqual({ isTaken: false, freeAt: start + 500 })
})

test('in any stretch of time no more begin than the burst and the rate allow, and none waits longer than it must', () => {
  const anyLimit = fc.record({
    count: fc.integer({ min: 1, max: 100 }),
    perSeconds: fc.integer({ min: 1, max: 60 }),
    burst: fc.integer({ min: 1, max: 50 }),
  })
  fc.assert(
    fc.property(anyLimit, fc.array(fc.integer({ min: 0, max: 2000 }), { maxLength: 200 }), (limit, arrivals) => {
      const windowMs = limit.perSeconds * 1000
      const starts: number[] = []
      let bucket: number | null = null
      let now = start
      for (const gap of arrivals) {
        now += gap
        const taken = takeFromBucket(bucket, limit, now)
        const freeAt = taken.isTaken ? now : taken.freeAt
        expect(taken.isTaken || freeAt > now).toBe(true)
        expect(takeFromBucket(bucket, limit, freeAt).isTaken).toBe(true)
        if (!taken.isTaken) continue
        bucket = taken.bucket
        starts.push(now)
      }
      for (const [index, from] of starts.entries()) {
        const within = starts.slice(index).filter((at) => at < from + windowMs).length
        expect(within).toBeLessThanOrEqual(limit.count + limit.burst)
      }
    }),
  )
})

describe('a daily quota', () => {
  test('lets the thousandth begin and holds the next until midnight UTC', () => {
    const noon = start + 43_200_000
    let use: DailyUse | null = null
    for (let number = 1; number <= 1000; number += 1) {
      const taken = takeFromQuota(use, 1000, noon)
      expect(taken.isTaken).toBe(true)
      if (taken.isTaken) use = taken.use
    }
    expect(takeFromQuota(use, 1000, noon)).toEqual({ isTaken: false, freeAt: start + 86_400_000 })
    expect(takeFromQuota(use, 1000, start + 86_399_999).isTaken).toBe(false)
    expect(takeFromQuota(use, 1000, start + 86_400_000)).toMatchObject({ isTaken: true, use: { used: 1 } })
  })

  test('that is not set lets everything begin', () => {
    expect(takeFromQuota({ day: 20_774, used: 1_000_000 }, null, start).isTaken).toBe(true)
  })
})
