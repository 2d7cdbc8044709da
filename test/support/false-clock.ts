import type { Clock } from '#main/core/ports.ts'

export type FalseClock = Clock & {
  advance: (ms: number) => void
  /** When the next that waits is called; null: nothing waits. */
  nextAt: () => number | null
}

/** A clock that stands still until it is told to go on; what waits for it is called when its time has come. */
export function falseClock(startMs = 0): FalseClock {
  let now = startMs
  let waiting: { atMs: number; callback: () => void }[] = []

  return {
    now: () => now,
    tick: () => now,
    after(delayMs, callback) {
      const entry = { atMs: now + delayMs, callback }
      waiting.push(entry)
      return () => {
        waiting = waiting.filter((other) => other !== entry)
      }
    },
    nextAt: () => (waiting.length === 0 ? null : Math.min(...waiting.map(({ atMs }) => atMs))),
    advance(ms) {
      const end = now + ms
      for (;;) {
        const next = waiting.toSorted((one, other) => one.atMs - other.atMs)[0]
        if (!next || next.atMs > end) break
        waiting = waiting.filter((other) => other !== next)
        now = next.atMs
        next.callback()
      }
      now = end
    },
  }
}
