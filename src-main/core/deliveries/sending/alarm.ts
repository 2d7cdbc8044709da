import type { Clock } from '#main/core/ports.ts'

/** Timers of the platform count in 32 bits; a day is far enough. */
const longestMs = 86_400_000

/** One armed timer for all who wait: each is woken once, when its time has come. */
export type Alarm = {
  /** Wakes `name` at a time, in milliseconds since 1970; of two times the earlier counts. */
  set: (name: string, at: number) => void
  stop: () => void
}

export function createAlarm(clock: Clock, ring: (name: string) => void): Alarm {
  const times = new Map<string, number>()
  let armedFor = Infinity
  let cancel = (): void => undefined

  const arm = (at: number): void => {
    cancel()
    armedFor = at
    if (at === Infinity) return
    cancel = clock.after(Math.min(Math.max(0, at - clock.now()), longestMs), wake)
  }
  const wake = (): void => {
    const now = clock.now()
    const due = [...times].filter(([, at]) => at <= now)
    for (const [name] of due) times.delete(name)
    arm([...times.values()].reduce((least, at) => Math.min(least, at), Infinity))
    for (const [name] of due) ring(name)
  }

  return {
    set(name, at) {
      const earliest = Math.min(at, times.get(name) ?? Infinity)
      times.set(name, earliest)
      if (earliest < armedFor) arm(earliest)
    },
    stop() {
      times.clear()
      arm(Infinity)
    },
  }
}
