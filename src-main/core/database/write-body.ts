import type { Tx } from './handles.ts'
import type { TransactionHandle } from './transaction-handle.ts'

/** What a body came to. */
export type BodyOutcome = { kind: 'done'; value: unknown } | { kind: 'failed'; error: unknown }

/**
 * Runs one body to its end without leaving the loop turn. A body that awaits anything but `tx` is found when the
 * microtask queue is empty and it has neither settled nor a query under way: it fails before any I/O callback runs,
 * so nothing else can slip into its transaction.
 */
export function runBody(body: (tx: Tx) => Promise<unknown>, handle: TransactionHandle): Promise<BodyOutcome> {
  return new Promise((resolve) => {
    let isSettled = false
    const settle = (outcome: BodyOutcome): void => {
      if (isSettled) return
      isSettled = true
      handle.end()
      // Whether or not the body has caught it.
      const fatal = handle.fatalError()
      resolve(fatal === null ? outcome : { kind: 'failed', error: fatal })
    }
    const check = (): void => {
      if (isSettled) return
      if (handle.openQueries() > 0) return watch()
      settle({ kind: 'failed', error: new Error('A write body awaited something other than its tx.') })
    }
    const watch = (): void => queueMicrotask(() => process.nextTick(check))
    watch()
    try {
      body(handle.tx).then(
        (value) => settle({ kind: 'done', value }),
        (error: unknown) => settle({ kind: 'failed', error }),
      )
    } catch (error) {
      settle({ kind: 'failed', error })
    }
  })
}
