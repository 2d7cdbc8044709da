import type { DueItem } from './due-item.ts'
import { compareDue } from './due-item.ts'

const heldAtMost = 500

/** What a lane has in memory, the next one first. What is under way counts as known until it is forgotten. */
export type ReadyItems = {
  /** How many more there is room for. */
  room: () => number
  /** True while so little waits that it is worth reading more. */
  isHungry: () => boolean
  /** How many are known: waiting here, or under way. */
  known: () => number
  /** Nothing happens where it is known already. */
  add: (item: DueItem) => void
  next: () => DueItem | undefined
  /** Takes the first one out; it stays known. */
  take: () => DueItem | undefined
  forget: (id: string) => void
  /** Forgets all that is not under way. */
  clear: () => void
  /** The same, but for tests. */
  keepTests: () => void
}

export function createReadyItems(): ReadyItems {
  const known = new Set<string>()
  const underWay = new Set<string>()
  let waiting: DueItem[] = []
  const keep = (items: DueItem[]): void => {
    for (const { id } of waiting) known.delete(id)
    for (const { id } of items) known.add(id)
    waiting = items
  }

  return {
    room: () => heldAtMost - waiting.length,
    isHungry: () => waiting.length < heldAtMost / 2,
    known: () => known.size,
    add(item) {
      if (known.has(item.id)) return
      known.add(item.id)
      waiting.splice(placeOf(waiting, item), 0, item)
    },
    next: () => waiting[0],
    take() {
      const item = waiting.shift()
      if (item) underWay.add(item.id)
      return item
    },
    forget(id) {
      // What is under way does not wait: most are forgotten from there.
      if (known.delete(id) && !underWay.delete(id)) waiting = waiting.filter((item) => item.id !== id)
    },
    clear: () => keep([]),
    keepTests: () => keep(waiting.filter(({ isTest }) => isTest)),
  }
}

// Most come behind all others: looked for from the end.
function placeOf(waiting: readonly DueItem[], item: DueItem): number {
  const before = waiting.findLastIndex((other) => compareDue(other, item) < 0)
  return before + 1
}
