import { useEffect } from 'react'
import { applyFeedEvent } from './apply-feed.ts'
import type { FeedState } from './feed.ts'
import { followFeed } from './feed.ts'
import { useLive } from './live.ts'
import { refreshRequests } from './queries/requests.ts'

const hurry = new EventTarget()

/** Tries at once to reach the server again. */
export const reconnectNow = (): void => void hurry.dispatchEvent(new Event('now'))

/** Follows the feed while the calling component is shown. */
export function useFeed(): void {
  useEffect(() => {
    const stopping = new AbortController()
    let isFirst = true
    const onState = (feed: FeedState): void => {
      useLive.setState({ feed })
      // What came between the first queries and the first word of the feed is in neither.
      if (feed.kind === 'open' && isFirst) refreshRequests()
      if (feed.kind === 'open') isFirst = false
    }
    void followFeed({ onEvent: applyFeedEvent, onState }, stopping.signal, hurry)
    return () => stopping.abort()
  }, [])
}
