import { useSyncExternalStore } from 'react'

const stepMs = 1000
let now = new Date()
let timer: ReturnType<typeof setInterval> | undefined
const listeners = new Set<() => void>()

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  timer ??= setInterval(tick, stepMs)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

function tick(): void {
  now = new Date()
  for (const listener of listeners) listener()
}

// A snapshot must not change while nothing has happened; a new one is due where the clock stood still.
const read = (): Date => {
  if (timer === undefined && Date.now() - now.getTime() >= stepMs) now = new Date()
  return now
}

/** The present, a second at a time: one timer for all that show it, and none where nothing does. */
export const useNow = (): Date => useSyncExternalStore(subscribe, read)
