import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { gathered } from '#renderer/data/gathered.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('a thousand who ask within a moment are answered once, and whoever asks after it once more', () => {
  const work = vi.fn<() => void>()
  const ask = gathered(work, 500)
  for (let count = 0; count < 1000; count += 1) ask()
  expect(work).not.toHaveBeenCalled()
  vi.advanceTimersByTime(500)
  expect(work).toHaveBeenCalledTimes(1)
  ask()
  vi.advanceTimersByTime(499)
  expect(work).toHaveBeenCalledTimes(1)
  vi.advanceTimersByTime(1)
  expect(work).toHaveBeenCalledTimes(2)
})
