import type { Feed } from '#main/core/feed/feed.ts'
import type { Clock } from '#main/core/ports.ts'

const gatherMs = 100
/** More than these are not named: whoever shows them fetches anew. */
const namedAtMost = 200

/** Tells the feed of deliveries that have moved, and of their requests: all that moved within a moment at once. */
export type TellDeliveries = (delivery: { id: string; requestId: string | null }) => void

export function createTellDeliveries({ clock, feed }: { clock: Clock; feed: Feed }): TellDeliveries {
  let deliveries = new Set<string>()
  let requests = new Set<string>()

  const tell = (): void => {
    feed.publish({ kind: 'deliveries.changed', data: { ids: named(deliveries) } })
    if (requests.size > 0) feed.publish({ kind: 'requests.changed', data: { ids: named(requests) } })
    deliveries = new Set()
    requests = new Set()
  }

  return ({ id, requestId }) => {
    if (deliveries.size === 0) clock.after(gatherMs, tell)
    if (deliveries.size <= namedAtMost) deliveries.add(id)
    if (requestId !== null && requests.size <= namedAtMost) requests.add(requestId)
  }
}

const named = (ids: ReadonlySet<string>): string[] | null => (ids.size > namedAtMost ? null : [...ids])
