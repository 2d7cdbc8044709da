import type { Clock } from '#main/core/ports.ts'

/** The computer's own clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  tick: () => performance.now(),
  after(delayMs, callback) {
    const timer = setTimeout(callback, delayMs)
    timer.unref()
    return () => clearTimeout(timer)
  },
}
