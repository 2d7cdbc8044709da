import { expect, test } from 'vitest'
import { createArrivalRate } from '#renderer/data/arrival-rate.ts'

test('arrivals are counted for a minute and then forgotten', () => {
  const rate = createArrivalRate()
  rate.add(0, 5)
  rate.add(30_000, 7)
  expect(rate.perMinute(30_000)).toBe(12)
  expect(rate.perMinute(60_000)).toBe(7)
  expect(rate.perMinute(120_000)).toBe(0)
})

test('a burst shows within two seconds and is over two seconds later', () => {
  const rate = createArrivalRate()
  rate.add(10_000, 60)
  expect(rate.perSecond(10_500)).toBe(30)
  expect(rate.perSecond(11_900)).toBe(30)
  expect(rate.perSecond(12_000)).toBe(0)
})
