/** What waits for its turn, by owner: the owners take turns, so that none of them keeps the others waiting. */
export type FairQueue<Item> = {
  /** False: too much waits already. */
  add: (owner: string, item: Item) => boolean
  next: () => Item | undefined
  takeAll: () => Item[]
}

export function createFairQueue<Item>(maxWaiting: number): FairQueue<Item> {
  // A map keeps the order in which owners came; whoever had a turn goes to its end.
  const byOwner = new Map<string, Item[]>()
  let lastOwner: string | undefined
  let waiting = 0

  return {
    add(owner, item) {
      if (waiting >= maxWaiting) return false
      waiting += 1
      const own = byOwner.get(owner)
      if (own) own.push(item)
      else byOwner.set(owner, [item])
      return true
    },
    next() {
      const [first, second] = byOwner
      if (!first) return undefined
      const [owner, items] = first[0] === lastOwner && second ? second : first
      lastOwner = owner
      const item = items.shift()
      byOwner.delete(owner)
      if (items.length > 0) byOwner.set(owner, items)
      waiting -= 1
      return item
    },
    takeAll() {
      const all = [...byOwner.values()].flat()
      byOwner.clear()
      waiting = 0
      return all
    },
  }
}
