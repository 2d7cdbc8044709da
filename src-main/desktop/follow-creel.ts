import { readFeed } from '#main/connect/feed-reader.ts'
import type { ControlAddress } from '#main/connect/http-exchange.ts'
import type { systemClock } from '#main/host/clock.ts'
import type { Client } from '#shared/contract/client.ts'
import type { FeedEvent } from '#shared/contract/feed-events.ts'
import type { Notice as AskedNotice } from '#shared/model/notice.ts'
import type { RequestRow } from '#shared/model/request.ts'
import { openDeadLetters } from '#shared/query/delivery-states.ts'
import type { DesktopFacts } from './desktop-facts.ts'
import { countedAtMost, shownRequests } from './desktop-facts.ts'

/** Many changes come together; they are looked at together. */
const gatherMs = 500
const tryAgainMs = 1_000

export type FollowParts = {
  address: ControlAddress
  client: Client
  clock: typeof systemClock
  /** True while somebody looks at the window: then nothing is unseen. */
  isLookedAt: () => boolean
  changed: (facts: DesktopFacts) => void
  /** Told of each request that comes, with what was known before it. */
  arrived: (row: RequestRow, before: DesktopFacts) => void
  /** Told of each notice that a trigger asks for. */
  asked: (notice: AskedNotice) => void
  signal: AbortSignal
}

/** Follows a running Creel until `signal` aborts. `looked` says that the window was looked at. */
export function followCreel(parts: FollowParts): { looked: () => void; ended: Promise<void> } {
  const { clock, signal, isLookedAt, changed, arrived, asked } = parts
  let facts: DesktopFacts | null = null
  let unseen = 0
  let isDue = false

  const refresh = async (): Promise<void> => {
    isDue = false
    const read = await readFacts(parts)
    if (signal.aborted) return
    facts = { ...read, unseen }
    changed(facts)
  }
  const refreshSoon = (): void => {
    if (isDue) return
    isDue = true
    clock.after(gatherMs, () => void refresh().catch(() => undefined))
  }
  const take = ({ kind, data }: FeedEvent): void => {
    if (kind === 'request.received') {
      if (facts) arrived(data, facts)
      if (!isLookedAt()) unseen += 1
    }
    if (kind === 'notice.shown') return asked(data)
    refreshSoon()
  }
  const follow = async (): Promise<void> => {
    for await (const event of readFeed(parts.address, { signal, opened: refreshSoon })) take(event)
  }
  const followOn = async (): Promise<void> => {
    while (!signal.aborted) {
      await follow().catch(() => undefined)
      await pause(clock, signal)
    }
  }

  return {
    looked() {
      if (unseen === 0) return
      unseen = 0
      refreshSoon()
    },
    ended: followOn(),
  }
}

async function readFacts({ client }: FollowParts): Promise<Omit<DesktopFacts, 'unseen'>> {
  const count = async (q: string): Promise<number> =>
    (await client('deliveries.list', { q, limit: countedAtMost })).items.length
  const [status, sources, requests, queued, retrying, deadLetters] = await Promise.all([
    client('status.get', {}),
    client('sources.list', {}),
    client('requests.list', { limit: shownRequests }),
    count('state:queued'),
    count('state:retrying'),
    count(openDeadLetters),
  ])
  return {
    status,
    sources: sources.items,
    lastRequests: requests.items,
    deliveries: { owed: queued + retrying, retrying, deadLetters },
  }
}

const pause = (clock: typeof systemClock, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve()
    const cancel = clock.after(tryAgainMs, resolve)
    signal.addEventListener('abort', () => [cancel(), resolve()], { once: true })
  })
