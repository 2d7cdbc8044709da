import type { Clock, Log } from '#main/core/ports.ts'
import type { DueItem } from './due-item.ts'
import type { ReadyItems } from './ready-items.ts'

/** After a failure to read what is due it is read again so long after. */
const readAgainMs = 1_000

export type DueOnDiskParts = {
  clock: Clock
  log: Log
  /** What is due on disk, the first `limit` of it. */
  claim: (now: number, limit: number) => Promise<DueItem[]>
  /** When the next after `now` is due on disk; null: nothing is. */
  nextDueAt: (now: number) => Promise<number | null>
}

/** What a lane is owed that it does not know yet. */
export type DueOnDisk = {
  /** From then on something may be due, in milliseconds since 1970. */
  at: () => number
  from: (at: number) => void
  isReading: () => boolean
  /** Reads what is due by now into memory, as much as there is room for. */
  readInto: (ready: ReadyItems) => Promise<void>
}

export function createDueOnDisk({ clock, log, claim, nextDueAt }: DueOnDiskParts): DueOnDisk {
  let dueAt = Infinity
  let isReading = false
  const from = (at: number): void => {
    dueAt = Math.min(dueAt, at)
  }

  return {
    at: () => dueAt,
    from,
    isReading: () => isReading,
    async readInto(ready) {
      isReading = true
      dueAt = Infinity
      const now = clock.now()
      const limit = ready.room() + ready.known()
      try {
        const claimed = await claim(now, limit)
        for (const item of claimed) ready.add(item)
        // Where the limit cut it off, more may be due.
        from((claimed.length < limit ? await nextDueAt(now) : now) ?? Infinity)
      } catch (error) {
        log.error('delivery.due-unreadable', { error: String(error) })
        from(now + readAgainMs)
      }
      isReading = false
    },
  }
}
