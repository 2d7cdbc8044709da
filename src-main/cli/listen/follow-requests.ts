import type { Client } from '#shared/contract/client.ts'
import type { RequestRow } from '#shared/model/request.ts'
import { deliveryEvent, refusedEvent } from './listen-events.ts'
import type { ListenEvent } from './listen-events.ts'

const rememberedAtMost = 10_000

export type FollowParts = {
  client: Client
  sourceId: string
  target: string
  tell: (event: ListenEvent) => void
}

/** Takes the rows of the feed and tells what became of each request of a source: once, and once more if it had to wait. */
export function createFollower({ client, sourceId, target, tell }: FollowParts): (row: RequestRow) => Promise<void> {
  const { origin } = new URL(target)
  const told = new Set<string>()
  const isNew = (what: string): boolean => {
    if (told.has(what)) return false
    told.add(what)
    const [oldest] = told
    if (told.size > rememberedAtMost && oldest !== undefined) told.delete(oldest)
    return true
  }

  return async (row) => {
    if (row.sourceId !== sourceId) return
    if (row.state !== 'accepted') {
      if (isNew(row.id)) tell(refusedEvent(row))
      return
    }
    if (row.deliveryState === null || !settled.has(row.deliveryState)) return
    const { items } = await client('requests.deliveries', { id: row.id })
    const delivery = items.find(({ targetUrl }) => new URL(targetUrl).origin === origin)
    const event = delivery && deliveryEvent(row, delivery)
    if (event && isNew(`${delivery.id} ${event.outcome}`)) tell(event)
  }
}

const settled: ReadonlySet<RequestRow['deliveryState']> = new Set(['delivered', 'retrying', 'dead_letter', 'cancelled'])
