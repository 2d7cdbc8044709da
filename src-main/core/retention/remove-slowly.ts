import type { Removed } from '#main/core/database/stores/removal.ts'
import type { Writer } from '#main/core/database/writer.ts'
import type { Clock } from '#main/core/ports.ts'

/** So few at once that the receiver does not notice. */
export const removedAtOnce = 50
const busyAt = 20
const pauseMs = 20

/** Removes bit by bit, each bit in a turn of its own, and waits while requests wait for the disk. */
export type RemoveSlowly = {
  some: (remove: () => Removed) => Promise<Removed>
  /** Until nothing is left or `isDone` says so. */
  all: (remove: (limit: number) => Removed, isDone: (some: Removed) => boolean) => Promise<void>
}

export type RemoveParts = { writer: Writer; clock: Clock; removed: (ids: string[]) => void; signal: AbortSignal }

export function createRemoveSlowly({ writer, clock, removed, signal }: RemoveParts): RemoveSlowly {
  const pause = (): Promise<void> => new Promise((resolve) => clock.after(pauseMs, resolve))

  const some: RemoveSlowly['some'] = async (remove) => {
    while (writer.waiting('receive') > busyAt && !signal.aborted) await pause()
    const result = await removeInTurn(writer, remove)
    if (result.ids.length > 0) removed(result.ids)
    return result
  }

  return {
    some,
    async all(remove, isDone) {
      while (!signal.aborted) {
        const bit = await some(() => remove(removedAtOnce))
        if (bit.requests === 0 || isDone(bit)) return
        await pause()
      }
    },
  }
}

function removeInTurn(writer: Writer, remove: () => Removed): Promise<Removed> {
  return new Promise((resolve, reject) => {
    let removed: Removed = { ids: [], requests: 0, bytes: 0 }
    writer.hot('route', {
      run: () => {
        removed = remove()
      },
      settle: (error) => (error ? reject(error) : resolve(removed)),
    })
  })
}
