import { hasEarly } from './early-answers.ts'
import { queryClient } from './query-client.ts'
import { listOptions } from './queries/request-list.ts'
import { sourcesOptions } from './queries/sources.ts'
import { statusOptions } from './queries/status.ts'

const waitAtMostMs = 150

/**
 * Takes the answers that were asked for early, so that the first drawing has them: drawing twice takes longer than the
 * wait, which ends soon in any case.
 */
export async function takeFirstAnswers(): Promise<void> {
  if (!hasEarly()) return
  const all = Promise.all([
    queryClient.prefetchInfiniteQuery(listOptions('')),
    queryClient.prefetchQuery(statusOptions),
    queryClient.prefetchQuery(sourcesOptions),
  ])
  await Promise.race([all, new Promise((resolve) => setTimeout(resolve, waitAtMostMs))])
}
