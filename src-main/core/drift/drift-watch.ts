import { listDriftMarks, removeDriftMark } from '#main/core/database/stores/drift-store.ts'
import type { SourceRegistry } from '#main/core/sources/source-registry.ts'
import type { CompareParts, Mark } from './compare-next.ts'
import { compareNext } from './compare-next.ts'
import { createKnownShapes } from './known-shapes.ts'

/** Tells when requests of watched sources have a new shape, after all else that follows from them. */
export type DriftWatch = {
  start: () => Promise<void>
  /** Told of each request when it is routed. */
  wake: (request: { sourceId: string; seq: number }) => void
  stop: () => void
}

const pauseMs = 100
const pauseAfterErrorMs = 5_000

export function createDriftWatch(parts: CompareParts & { registry: SourceRegistry }): DriftWatch {
  const { readers, clock } = parts
  const marks = createMarks(parts)
  const waiting = new Set<string>()
  let cancel: (() => void) | null = null
  let isLooking = false
  let isStopped = false

  const schedule = (delayMs: number): void => {
    if (isStopped || cancel || isLooking || waiting.size === 0) return
    cancel = clock.after(delayMs, () => {
      cancel = null
      void look()
    })
  }
  const look = async (): Promise<void> => {
    isLooking = true
    let delayMs = pauseMs
    const due = [...waiting]
    waiting.clear()
    for (const sourceId of due) {
      if (isStopped) break
      const found = await marks.lookAt(sourceId)
      if (found !== 'all') waiting.add(sourceId)
      if (found === 'failed') delayMs = pauseAfterErrorMs
    }
    isLooking = false
    schedule(delayMs)
  }

  return {
    async start() {
      for (const [sourceId, seq] of await listDriftMarks(readers.quick)) {
        marks.begin(sourceId, seq)
        waiting.add(sourceId)
      }
      schedule(pauseMs)
    },
    wake({ sourceId, seq }) {
      if (!marks.concerns(sourceId, seq)) return
      waiting.add(sourceId)
      schedule(pauseMs)
    },
    stop() {
      isStopped = true
      cancel?.()
    },
  }
}

type Marks = {
  begin: (sourceId: string, seq: number) => void
  /** True where a request is to be looked at, or its source no longer. */
  concerns: (sourceId: string, seq: number) => boolean
  lookAt: (sourceId: string) => Promise<'all' | 'some' | 'failed'>
}

/** Which sources are watched, and how far they were looked at. */
function createMarks(parts: CompareParts & { registry: SourceRegistry }): Marks {
  const { readers, writer, log, registry } = parts
  const marks = new Map<string, Mark>()
  const shapes = createKnownShapes(readers)
  const isWatched = (sourceId: string): boolean => registry.byId(sourceId)?.settings.tellsDrift === true
  const begin = (sourceId: string, seq: number): void => void marks.set(sourceId, { seq, day: 0, told: 0 })
  const forget = (sourceId: string): void => {
    marks.delete(sourceId)
    shapes.forget(sourceId)
  }
  const end = async (sourceId: string): Promise<'all'> => {
    forget(sourceId)
    await writer.write((tx) => removeDriftMark(tx, sourceId))
    return 'all'
  }

  return {
    begin,
    concerns(sourceId, seq) {
      const isKnown = marks.has(sourceId)
      if (!isKnown && !isWatched(sourceId)) return false
      if (!isKnown) begin(sourceId, seq - 1)
      // At once: switched on again, it begins with what comes then.
      else if (!isWatched(sourceId)) forget(sourceId)
      return true
    },
    async lookAt(sourceId) {
      try {
        const mark = marks.get(sourceId)
        const source = registry.byId(sourceId)
        if (!mark || !source || !isWatched(sourceId)) return await end(sourceId)
        return (await compareNext({ ...parts, shapes }, source, mark)) ? 'some' : 'all'
      } catch (error) {
        // What was learnt on the way would be learnt twice.
        shapes.forget(sourceId)
        log.warn('drift.not-looked-at', { source: sourceId, error: String(error) })
        return 'failed'
      }
    },
  }
}
