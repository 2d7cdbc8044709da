import type { FeedEvent, FeedMessage } from '#shared/contract/feed-events.ts'

const ringSize = 10_000

/** The live feed: what happened, in order, the last 10,000 of it. */
export type Feed = {
  publish: (message: FeedMessage) => void
  /**
   * Hands over everything after `lastId`, then all that comes. An id of another boot, or one that is no longer
   * held, is answered with `reset`. Without an id nothing old is handed over.
   */
  subscribe: (lastId: string | null, listener: (event: FeedEvent) => void) => () => void
}

/** Makes the feed of one run; `boot` tells runs apart. */
export function createFeed(boot: string, reportError: (error: unknown) => void): Feed {
  const ring: FeedEvent[] = []
  const listeners = new Set<(event: FeedEvent) => void>()
  let sequence = 0

  const eventsAfter = (lastId: string): FeedEvent[] => {
    const [ofBoot, text] = lastId.split('-')
    const last = Number(text)
    const held = sequence - Math.min(sequence, ringSize)
    if (ofBoot !== boot || !Number.isInteger(last) || last < held || last > sequence) {
      return [{ id: `${boot}-${sequence}`, kind: 'reset', data: {} }]
    }
    const events: FeedEvent[] = []
    for (let number = last + 1; number <= sequence; number += 1) {
      const event = ring[number % ringSize]
      if (event) events.push(event)
    }
    return events
  }

  return {
    publish(message) {
      sequence += 1
      const event = { id: `${boot}-${sequence}`, ...message }
      ring[sequence % ringSize] = event
      for (const listener of listeners) tell(listener, event, reportError)
    },
    subscribe(lastId, listener) {
      for (const event of lastId === null ? [] : eventsAfter(lastId)) tell(listener, event, reportError)
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

// A listener that fails must neither stop the others nor reach the writer that published.
function tell(listener: (event: FeedEvent) => void, event: FeedEvent, reportError: (error: unknown) => void): void {
  try {
    listener(event)
  } catch (error) {
    reportError(error)
  }
}
