import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createRateLimit } from '#main/core/sources/rate-limit.ts'

test('a burst passes at once, the next one waits for its turn', () => {
  const limit = createRateLimit(10, 3)
  expect([1, 2, 3, 4].map(() => limit.take(0).isTaken)).toEqual([true, true, true, false])
  expect(limit.take(99).isTaken).toBe(false)
  expect(limit.take(100).isTaken).toBe(true)
  expect(limit.take(100)).toEqual({ isTaken: false, retryAfterSeconds: 1 })
})

test('in any stretch of time no more pass than the burst and the rate allow', () => {
  const arrivals = fc.array(fc.integer({ min: 0, max: 500 }), { minLength: 1, maxLength: 200 })
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100 }), fc.integer({ min: 1, max: 50 }), arrivals, (rate, burst, gaps) => {
      const limit = createRateLimit(rate, burst)
      let now = 0
      const taken: number[] = []
      for (const gap of gaps) {
        now += gap
        if (limit.take(now).isTaken) taken.push(now)
      }
      for (const [index, start] of taken.entries()) {
        const within = taken.slice(index).filter((at) => at <= start + 1000).length
        expect(within).toBeLessThanOrEqual(burst + rate)
      }
    }),
  )
})
