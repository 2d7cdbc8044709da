/** One delivery that is owed in a lane; `seq` is its place. */
export type LaneItem = {
  deliveryId: string
  kind: 'relay' | 'forward'
  requestId: string
  targetUrl: string
  seq: number
  attempts: number
}

const heldAtMost = 500
const loadedAtOnce = 100

/** What is owed in a lane, oldest first: the beginning in memory, the rest on disk. */
export type OwedItems = {
  /** False: there is no room to hold it; it is read from disk when its turn comes. */
  add: (item: LaneItem) => boolean
  /** Puts back what could not be sent, at its place. */
  putBack: (item: LaneItem) => void
  take: () => LaneItem | undefined
  drop: (deliveryId: string) => void
  held: () => readonly LaneItem[]
  /** True when nothing more is on disk than is held. */
  isWhole: () => boolean
  /** More may be on disk than is known. */
  forget: () => void
  /** Reads the oldest from disk, when nothing is held. */
  refill: () => Promise<void>
}

export function createOwedItems(load: (limit: number) => Promise<LaneItem[]>): OwedItems {
  let queue: LaneItem[] = []
  let isWhole = true
  let isLoading = false

  return {
    add(item) {
      const isHeld = !isLoading && isWhole && queue.length < heldAtMost
      if (isHeld) queue.push(item)
      else isWhole = false
      return isHeld
    },
    putBack(item) {
      queue = [...queue, item].toSorted((one, other) => one.seq - other.seq)
    },
    take: () => queue.shift(),
    drop(deliveryId) {
      queue = queue.filter((item) => item.deliveryId !== deliveryId)
    },
    held: () => queue,
    isWhole: () => isWhole,
    forget() {
      isWhole = false
    },
    async refill() {
      isLoading = true
      // What is added while reading may or may not be among what is read: then it is read again.
      isWhole = true
      try {
        queue = await load(loadedAtOnce)
        if (queue.length === loadedAtOnce) isWhole = false
      } finally {
        isLoading = false
      }
    },
  }
}
