import { queryClient } from '#renderer/data/query-client.ts'

/** All that is known of triggers lies below this key. */
export const triggersKey = ['triggers'] as const
const runsKey = ['runs'] as const

const refreshAfterMs = 500
let timer: ReturnType<typeof setTimeout> | null = null

/** Brings what is shown of runs up to date, once for many. */
export function refreshRuns(): void {
  timer ??= setTimeout(() => {
    timer = null
    void queryClient.invalidateQueries({ queryKey: runsKey })
    void queryClient.invalidateQueries({ queryKey: triggersKey })
  }, refreshAfterMs)
}
