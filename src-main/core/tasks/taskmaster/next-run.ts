import type { Clock } from '#main/core/ports.ts'

/** When something is to be done next; of several times the soonest. */
export type NextRun = { after: (delayMs: number) => void; cancel: () => void }

export function createNextRun(clock: Clock, run: () => void): NextRun {
  let next = { at: Infinity, cancel: (): void => {} }
  const cancel = (): void => {
    next.cancel()
    next = { at: Infinity, cancel: () => {} }
  }
  return {
    cancel,
    after(delayMs) {
      const at = clock.now() + delayMs
      if (at >= next.at) return
      next.cancel()
      next = {
        at,
        cancel: clock.after(delayMs, () => {
          cancel()
          run()
        }),
      }
    },
  }
}
