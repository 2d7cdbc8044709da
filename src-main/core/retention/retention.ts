import type { Retention } from '#shared/model/source.ts'
import type { EventRemoval } from '#main/core/database/stores/event-removal.ts'
import type { Removal, Removed } from '#main/core/database/stores/removal.ts'
import type { Writer } from '#main/core/database/writer.ts'
import type { Clock, Log } from '#main/core/ports.ts'
import type { RemoveSlowly } from './remove-slowly.ts'
import { createRemoveSlowly, removedAtOnce } from './remove-slowly.ts'

const dayMs = 86_400_000
const everyMs = 60_000
/** What was deleted by hand can be brought back this long. */
const undoMs = 3_600_000
/** A delivery that came to nothing is kept so long, for someone to look at. */
const deadLettersKeptMs = 30 * dayMs
const arrivalsKeptMs = 8 * dayMs
/** A secret that was removed can be named so long as the cause of a failed check. */
const removedSecretsKeptMs = 30 * dayMs
/** The figures of webhooks by the minute: a month and what a report of it needs. */
const minutesKeptMs = 40 * dayMs

/** What a source keeps and for how long. */
export type KeptBySource = { sourceId: string; requests: number; bytes: number; retention: Retention }

/** Removes what is past its time, between requests. */
export type Keeper = { start: () => void; runOnce: () => Promise<void>; stop: () => void }

export type KeeperParts = {
  writer: Writer
  removal: Removal
  eventRemoval: EventRemoval
  clock: Clock
  log: Log
  kept: () => Promise<KeptBySource[]>
  /** How long events and what was delivered of them are kept; null: for good. */
  keptEventsMs: () => Promise<number | null>
  removed: (ids: string[]) => void
}

export function createKeeper(parts: KeeperParts): Keeper {
  const { writer, removal, clock, log, kept, removed } = parts
  const stopping = new AbortController()
  const slowly = createRemoveSlowly({ writer, clock, removed, signal: stopping.signal })

  const runOnce = async (): Promise<void> => {
    const deletedBefore = clock.now() - undoMs
    await slowly.all((limit) => removal.removeDeleted(deletedBefore, limit), isLast)
    for (const source of await kept()) await keepSource(source, { removal, slowly, now: clock.now() })
    await keepEvents(parts, slowly)
    await slowly.some(() => {
      removal.dropArrivals(clock.now() - arrivalsKeptMs)
      removal.dropSecrets(clock.now() - removedSecretsKeptMs)
      return { ids: [], requests: 0, bytes: 0 }
    })
  }

  const schedule = (): void => {
    if (stopping.signal.aborted) return
    clock.after(everyMs, () => {
      runOnce()
        .catch((error: unknown) => log.warn('retention.failed', { error: String(error) }))
        .finally(schedule)
    })
  }

  return { start: schedule, runOnce, stop: () => stopping.abort() }
}

async function keepEvents({ eventRemoval, clock, keptEventsMs }: KeeperParts, slowly: RemoveSlowly): Promise<void> {
  const now = clock.now()
  const keptMs = await keptEventsMs()
  const counted = (requests: number): Removed => ({ ids: [], requests, bytes: 0 })
  if (keptMs !== null) {
    const before = now - keptMs
    const deadSince = Math.min(before, now - deadLettersKeptMs)
    await slowly.all((limit) => counted(eventRemoval.removeDeliveries(before, deadSince, limit)), isLast)
    await slowly.all((limit) => counted(eventRemoval.removeRuns(before, limit)), isLast)
    await slowly.all((limit) => counted(eventRemoval.removeEvents(before, limit)), isLast)
  }
  await slowly.some(() => {
    eventRemoval.dropMinutes(now - minutesKeptMs)
    return counted(0)
  })
}

type KeepParts = { removal: Removal; slowly: RemoveSlowly; now: number }

async function keepSource(source: KeptBySource, { removal, slowly, now }: KeepParts): Promise<void> {
  const { sourceId, retention } = source
  const deadSince = now - deadLettersKeptMs
  const left = { requests: source.requests, bytes: source.bytes }
  const take = ({ requests, bytes }: Removed): void => {
    left.requests -= requests
    left.bytes -= bytes
  }
  if (retention.maxAgeDays !== null) {
    const receivedBefore = now - retention.maxAgeDays * dayMs
    await slowly.all(
      (limit) => removal.removeOld({ sourceId, receivedBefore, deadSince }, limit),
      (some) => {
        take(some)
        return isLast(some)
      },
    )
  }
  if (excessRequests(left, retention) <= 0) return
  await slowly.all(
    (limit) =>
      removal.removeOld(
        { sourceId, receivedBefore: null, deadSince },
        Math.min(limit, excessRequests(left, retention)),
      ),
    (some) => {
      take(some)
      return excessRequests(left, retention) <= 0
    },
  )
}

const isLast = (some: Removed): boolean => some.requests < removedAtOnce

/** How many of the oldest must go, taken to be of average size. */
function excessRequests(left: { requests: number; bytes: number }, { maxRequests, maxBytes }: Retention): number {
  const overCount = maxRequests === null ? 0 : left.requests - maxRequests
  const isOver = maxBytes !== null && left.requests > 0 && left.bytes > maxBytes
  const overBytes = isOver ? Math.ceil((left.bytes - maxBytes) / (left.bytes / left.requests)) : 0
  return Math.max(overCount, overBytes)
}
