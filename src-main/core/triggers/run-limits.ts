const hourMs = 3_600_000
const compactFrom = 1000

/** Counts the runs of triggers in the hour that has just gone by. */
export type RunLimits = {
  /** Takes up what ran before this start; times in milliseconds since 1970, oldest first. */
  load: (runs: ReadonlyMap<string, readonly number[]>) => void
  take: (triggerId: string, most: number, now: number) => LimitTaken
}

/** `isFirst`: nothing was refused in this hour before. */
export type LimitTaken = { may: true } | { may: false; isFirst: boolean }

/** Times of runs, oldest first; those before `start` lie more than an hour back. */
type Window = { times: number[]; start: number; refusedAt: number }

export function createRunLimits(): RunLimits {
  const windows = new Map<string, Window>()
  const open = (triggerId: string, times: number[]): Window => {
    const window = { times, start: 0, refusedAt: -Infinity }
    windows.set(triggerId, window)
    return window
  }

  return {
    load(runs) {
      for (const [id, at] of runs) open(id, [...at])
    },
    take(triggerId, most, now) {
      const window = windows.get(triggerId) ?? open(triggerId, [])
      moveTo(window, now - hourMs)
      if (window.times.length - window.start < most) {
        window.times.push(now)
        return { may: true }
      }
      const isFirst = window.refusedAt <= now - hourMs
      if (isFirst) window.refusedAt = now
      return { may: false, isFirst }
    },
  }
}

function moveTo(window: Window, since: number): void {
  while ((window.times[window.start] ?? Infinity) <= since) window.start += 1
  if (window.start < compactFrom) return
  window.times = window.times.slice(window.start)
  window.start = 0
}
