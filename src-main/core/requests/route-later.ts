import type { Clock, Log } from '#main/core/ports.ts'

const retryRoutingMs = 1000

/** Picks up, a little later, what is stored but could not be routed. */
export type RouteLater = { failed: (error: Error) => void; stop: () => void }

/** However many commits fail, one sweep waits: were each to have its own, they would multiply while the disk fails. */
export function createRouteLater(clock: Clock, log: Log, recover: () => Promise<unknown>): RouteLater {
  let cancel: (() => void) | null = null
  let isStopped = false

  const failed = (error: Error): void => {
    log.error('request.routing-failed', { error: error.message })
    if (cancel === null && !isStopped) cancel = clock.after(retryRoutingMs, sweep)
  }
  const sweep = (): void => {
    cancel = null
    recover().catch(failed)
  }

  return {
    failed,
    stop() {
      isStopped = true
      cancel?.()
    },
  }
}
