import { createParser } from 'eventsource-parser'
import type { FeedEvent } from '#shared/contract/feed-events.ts'
import { feedEvents } from '#shared/contract/feed-events.ts'
import { authorizedFetch } from './client.ts'

/** How the feed is doing. `retryAt` is in milliseconds since 1970. */
export type FeedState = { kind: 'connecting' } | { kind: 'open' } | { kind: 'lost'; retryAt: number }

type Listeners = {
  onEvent: (event: FeedEvent) => void
  onState: (state: FeedState) => void
  /** The feed begins here: of what was changed before it will say nothing. */
  onBegin: () => void
}

const firstDelayMs = 500
const longestDelayMs = 15_000

/** Reads the feed until `signal` aborts; after each loss it waits a little longer and goes on where it stopped. */
export async function followFeed(
  { onEvent, onState, onBegin }: Listeners,
  signal: AbortSignal,
  hurry: EventTarget,
): Promise<void> {
  let lastId: string | null = null
  let delayMs = firstDelayMs
  const listeners: Listeners = {
    onBegin,
    onEvent(event) {
      lastId = event.id
      onEvent(event)
    },
    onState(state) {
      delayMs = firstDelayMs
      onState(state)
    },
  }
  while (!signal.aborted) {
    await readOnce(listeners, lastId, signal).catch(() => undefined)
    if (signal.aborted) return
    onState({ kind: 'lost', retryAt: Date.now() + delayMs })
    await pause(delayMs, signal, hurry)
    delayMs = Math.min(delayMs * 2, longestDelayMs)
  }
}

async function readOnce(listeners: Listeners, lastId: string | null, signal: AbortSignal): Promise<void> {
  const answer = await authorizedFetch('/api/v1/feed', {
    signal,
    headers: { accept: 'text/event-stream', ...(lastId !== null && { 'last-event-id': lastId }) },
  })
  if (!answer.ok || !answer.body) return
  listeners.onState({ kind: 'open' })
  if (lastId === null) listeners.onBegin()
  const parser = createParser({ onEvent: ({ event, id, data }) => tell(listeners, event, id, data) })
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader()
  for (let part = await reader.read(); !part.done; part = await reader.read()) parser.feed(part.value)
}

function tell({ onEvent }: Listeners, kind: string | undefined, id: string | undefined, data: string): void {
  // A newer server may say more than this page knows.
  if (kind === undefined || id === undefined || !(kind in feedEvents)) return
  onEvent({ id, kind, data: JSON.parse(data) } as FeedEvent)
}

/** Waits, but not past an abort or a `now` event of `hurry`. */
function pause(delayMs: number, signal: AbortSignal, hurry: EventTarget): Promise<void> {
  return new Promise((resolve) => {
    const finish = (): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', finish)
      hurry.removeEventListener('now', finish)
      resolve()
    }
    const timer = setTimeout(finish, delayMs)
    signal.addEventListener('abort', finish)
    hurry.addEventListener('now', finish)
  })
}
