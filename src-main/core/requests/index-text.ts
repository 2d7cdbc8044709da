import type { TextWrites } from '#main/core/database/stores/text-writes.ts'
import type { Writer } from '#main/core/database/writer.ts'
import type { Clock, Log } from '#main/core/ports.ts'

/** Fewer at once cost more: each commit leaves a piece of the index that has to be merged with others. */
const rowsAtOnce = 128
/** Indexing steps aside while so many requests come between two looks, but not for ever. */
const busyAt = 100
const pauseMs = 100
const pauseWhenBusyMs = 250

/** Fills the full-text index after the ack. `wake` tells it of each request that is to be indexed. */
export type TextIndexer = { wake: () => void; stop: () => void }

export function createTextIndexer(writes: TextWrites, writer: Writer, clock: Clock, log: Log): TextIndexer {
  let cancel: (() => void) | null = null
  let isStopped = false
  let arrived = 0

  const schedule = (delayMs: number): void => {
    if (isStopped || cancel) return
    cancel = clock.after(delayMs, () => {
      cancel = null
      indexSome()
    })
  }

  const indexSome = (): void => {
    const isBusy = arrived > busyAt
    arrived = 0
    let indexed = 0
    writer.hot('route', {
      run: () => {
        indexed = writes.indexNext(rowsAtOnce)
      },
      settle: (error) => {
        if (error) log.warn('search.index-failed', { error: error.message })
        if (error) schedule(pauseWhenBusyMs * 20)
        else if (indexed === rowsAtOnce) schedule(isBusy ? pauseWhenBusyMs : 0)
      },
    })
  }

  return {
    wake() {
      arrived += 1
      schedule(pauseMs)
    },
    stop() {
      isStopped = true
      cancel?.()
    },
  }
}
