const intervalMs = 250

/**
 * Gathers items into batches: the first after quiet is handed on at once, then at most four batches a second, and
 * never one before the last is dealt with.
 */
export function createBatches<Item>(handle: (items: Item[]) => Promise<void> | void): (item: Item) => void {
  let items: Item[] = []
  let isWaiting = false

  const flush = async (): Promise<void> => {
    while (items.length > 0) {
      const batch = items
      items = []
      const earliest = new Promise((resolve) => setTimeout(resolve, intervalMs))
      await handle(batch)
      await earliest
    }
    isWaiting = false
  }

  return (item) => {
    items.push(item)
    if (isWaiting) return
    isWaiting = true
    void flush()
  }
}
