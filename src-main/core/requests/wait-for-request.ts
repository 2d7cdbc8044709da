import type { RequestRow } from '#shared/model/request.ts'
import { AppError } from '#shared/contract/problem.ts'
import type { Feed } from '#main/core/feed/feed.ts'
import type { Clock } from '#main/core/ports.ts'

/** Waits for a new request that `matches` says yes to. Throws `wait-timed-out`. */
export function waitForRequest(
  feed: Feed,
  clock: Clock,
  {
    matches,
    timeoutMs,
    signal,
  }: { matches: (row: RequestRow) => Promise<boolean>; timeoutMs: number; signal: AbortSignal },
): Promise<RequestRow> {
  return new Promise((resolve, reject) => {
    const end = (settle: () => void): void => {
      stop()
      cancel()
      signal.removeEventListener('abort', onAbort)
      settle()
    }
    const onAbort = (): void => end(() => reject(new AppError('wait-timed-out', 'The caller stopped waiting.')))
    const stop = feed.subscribe(null, (event) => {
      if (event.kind !== 'request.received') return
      matches(event.data).then(
        (isMatch) => isMatch && end(() => resolve(event.data)),
        (error: unknown) => end(() => reject(error)),
      )
    })
    const cancel = clock.after(timeoutMs, () =>
      end(() => reject(new AppError('wait-timed-out', `No such request came within ${timeoutMs / 1000} s.`))),
    )
    signal.addEventListener('abort', onAbort)
  })
}
