import type { Feed } from '#main/core/feed/feed.ts'
import type { Clock } from '#main/core/ports.ts'

const gatherMs = 100
/** More than these are not named: whoever shows them fetches anew. */
const namedAtMost = 200

/** Tells the feed of runs that have moved: all that moved within a moment at once. */
export function createTellRuns({ clock, feed }: { clock: Clock; feed: Feed }): (runId: string) => void {
  let runs = new Set<string>()
  const tell = (): void => {
    const ids = runs.size > namedAtMost ? null : [...runs]
    runs = new Set()
    feed.publish({ kind: 'runs.changed', data: { ids } })
  }
  return (runId) => {
    if (runs.size === 0) clock.after(gatherMs, tell)
    if (runs.size <= namedAtMost) runs.add(runId)
  }
}
