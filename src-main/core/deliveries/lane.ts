import type { LaneItem } from './owed-items.ts'
import { createOwedItems } from './owed-items.ts'

/** What an attempt came to for its lane: `unreachable` stays owed, and nothing else is sent meanwhile. */
export type LaneOutcome = { kind: 'done' } | { kind: 'unreachable' }

export type LaneParts = {
  /** So many may be under way at once while the target answers. */
  concurrency: () => number
  attempt: (item: LaneItem) => Promise<LaneOutcome>
  /** The oldest that are owed, from disk. */
  load: (limit: number) => Promise<LaneItem[]>
  /** Resolves when the target listens, but not at once; or at the stop. */
  untilListening: (stopping: AbortSignal) => Promise<void>
  /** Told of each item that has to wait because the target does not listen. */
  delayed: (item: LaneItem) => void
  failed: (error: unknown) => void
}

/** Sends what is owed to one target in the order of arrival. While the target is away everything waits. */
export type Lane = {
  /** False: it is not held in memory and will be read from disk. */
  add: (item: LaneItem) => boolean
  /** Forgets what is no longer owed. */
  drop: (deliveryId: string) => void
  resume: () => void
  stop: () => void
}

export function createLane(parts: LaneParts): Lane {
  const owed = createOwedItems(parts.load)
  const stopping = new AbortController()
  let inFlight = 0
  let isRefilling = false
  let state: 'open' | 'away' | 'catching-up' = 'open'

  const pump = (): void => {
    if (state === 'away' || stopping.signal.aborted || isRefilling) return
    const limit = state === 'open' ? parts.concurrency() : 1
    for (let item = next(limit); item; item = next(limit)) void run(item)
    if (inFlight > 0 || owed.held().length > 0) return
    if (owed.isWhole()) state = 'open'
    else void refill()
  }
  const next = (limit: number): LaneItem | undefined => (inFlight < limit ? owed.take() : undefined)

  const refill = async (): Promise<void> => {
    isRefilling = true
    await owed.refill().catch(parts.failed)
    isRefilling = false
    if (state !== 'open') owed.held().forEach(parts.delayed)
    pump()
  }

  const run = async (item: LaneItem): Promise<void> => {
    inFlight += 1
    const outcome = await parts.attempt(item).catch((error: unknown): LaneOutcome => {
      parts.failed(error)
      return { kind: 'unreachable' }
    })
    inFlight -= 1
    if (stopping.signal.aborted) return
    if (outcome.kind === 'unreachable') {
      owed.putBack({ ...item, attempts: item.attempts + 1 })
      wait()
    }
    pump()
  }

  const wait = (): void => {
    owed.held().forEach(parts.delayed)
    if (state === 'away') return
    state = 'away'
    void settled(parts.untilListening(stopping.signal), parts.failed).then(() => {
      state = 'catching-up'
      pump()
    })
  }

  return {
    add(item) {
      const isHeld = owed.add(item)
      if (state === 'away') parts.delayed(item)
      pump()
      return isHeld
    },
    drop: owed.drop,
    resume() {
      owed.forget()
      pump()
    },
    stop: () => stopping.abort(),
  }
}

// Where the target cannot be asked, an attempt will tell.
const settled = (listens: Promise<void>, failed: (error: unknown) => void): Promise<void> => listens.catch(failed)
