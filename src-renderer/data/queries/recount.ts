import { gathered } from '#renderer/data/gathered.ts'
import { queryClient } from '#renderer/data/query-client.ts'
import { statusKey } from './status.ts'
import { verdictsKey } from './verdicts-key.ts'

export const countsKey = ['requests', 'count'] as const
export const tapesKey = ['requests', 'tape'] as const

const recountAfterMs = 1000

/**
 * Asks for the counts, once for many changes: those of filters and of unread ones cannot be added up here, and one that
 * was added up is too high where a fetch knew of an arrival before the feed told it.
 */
export const recountSoon = gathered(() => {
  void queryClient.invalidateQueries({ queryKey: countsKey })
  void queryClient.invalidateQueries({ queryKey: statusKey })
  void queryClient.invalidateQueries({ queryKey: verdictsKey })
}, recountAfterMs)

/** Fetches counts and tapes anew, at once. */
export function refreshCounts(): void {
  void queryClient.invalidateQueries({ queryKey: countsKey })
  void queryClient.invalidateQueries({ queryKey: tapesKey })
  void queryClient.invalidateQueries({ queryKey: statusKey })
}
