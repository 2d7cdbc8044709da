import type { Clock } from '#main/core/ports.ts'

const mostUnderWay = 50

/** What is to be done at its time: at a pace, and so many at once at most. */
export type SendSchedule<Item> = {
  add: (item: Item, dueAt: number) => void
  /** Does all, also what is added meanwhile. Rejects with the first failure, when what was under way has ended. */
  run: (doOne: (item: Item) => Promise<void>) => Promise<void>
}

/** `signal`: nothing more begins. */
export function createSchedule<Item>(
  clock: Clock,
  { perSecond, signal }: { perSecond: number; signal: AbortSignal },
): SendSchedule<Item> {
  const waiting: { item: Item; dueAt: number }[] = []
  const underWay = new Set<Promise<void>>()
  let failure: { error: unknown } | null = null
  let nextAt = clock.now()
  let wake: () => void = () => undefined

  const next = (): { item: Item; dueAt: number } | undefined => waiting.toSorted((a, b) => a.dueAt - b.dueAt)[0]

  /** Until something may have changed: the time has come, one has ended, or all is over. */
  const rest = (delayMs: number | null): Promise<void> =>
    new Promise((resolve) => {
      const cancel = delayMs === null ? () => undefined : clock.after(delayMs, () => wake())
      const end = (): void => {
        cancel()
        signal.removeEventListener('abort', end)
        resolve()
      }
      wake = end
      signal.addEventListener('abort', end, { once: true })
    })

  const begin = (doOne: (item: Item) => Promise<void>, one: { item: Item; dueAt: number }): void => {
    waiting.splice(waiting.indexOf(one), 1)
    nextAt = clock.now() + 1000 / perSecond
    const work: Promise<void> = doOne(one.item)
      .catch((error: unknown) => {
        failure ??= { error }
      })
      .finally(() => {
        underWay.delete(work)
        wake()
      })
    underWay.add(work)
  }

  return {
    add: (item, dueAt) => void waiting.push({ item, dueAt }),
    async run(doOne) {
      while (!signal.aborted && failure === null) {
        const one = next()
        if (!one && underWay.size === 0) break
        const waitMs = one && underWay.size < mostUnderWay ? Math.max(one.dueAt, nextAt) - clock.now() : null
        if (one && waitMs !== null && waitMs <= 0) begin(doOne, one)
        else await rest(waitMs)
      }
      await Promise.all(underWay)
      if (failure !== null) throw (failure as { error: unknown }).error
    },
  }
}
