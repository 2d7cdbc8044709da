import { useEffect } from 'react'
import { applyFeedEvent, refreshAll } from './apply-feed.ts'
import type { FeedState } from './feed.ts'
import { followFeed } from './feed.ts'
import { useLive } from './live.ts'

const hurry = new EventTarget()

/** Tries at once to reach the server again. */
export const reconnectNow = (): void => void hurry.dispatchEvent(new Event('now'))

/** Follows the feed while the calling component is shown. */
export function useFeed(): void {
  useEffect(() => {
    const stopping = new AbortController()
    const listeners = {
      onEvent: applyFeedEvent,
      onState: (feed: FeedState) => useLive.setState({ feed }),
      // What was changed after it was fetched, and before the feed's first word, would never be told.
      onBegin: refreshAll,
    }
    void followFeed(listeners, stopping.signal, hurry)
    return () => stopping.abort()
  }, [])
}
