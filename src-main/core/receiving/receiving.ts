import type { Reader } from '#main/core/database/handles.ts'
import { readPause, writePause } from '#main/core/database/stores/setting-store.ts'
import type { Writer } from '#main/core/database/writer.ts'
import type { Clock } from '#main/core/ports.ts'

/** Receiving is paused; `until` is null where it is until somebody resumes it. */
export type Pause = { until: number | null }

/** Whether requests are taken. A pause outlives a restart; a timed one ends by itself. */
export type Receiving = {
  load: () => Promise<void>
  paused: () => Pause | null
  pause: (minutes: number | null) => Promise<void>
  resume: () => Promise<void>
}

/** What a sender is told to wait when nobody knows how long the pause is. */
const openEndedSeconds = 300

/** How long a sender should wait before it tries again. */
export const retryAfterSeconds = ({ until }: Pause, nowMs: number): number =>
  until === null ? openEndedSeconds : Math.max(1, Math.ceil((until - nowMs) / 1000))

export type ReceivingParts = { db: Reader; writer: Writer; clock: Clock; workspaceId: string; changed: () => void }

export function createReceiving({ db, writer, clock, workspaceId, changed }: ReceivingParts): Receiving {
  let pause: Pause | null = null
  let cancel = (): void => undefined

  const apply = (next: Pause | null): void => {
    cancel()
    pause = next
    const until = next?.until ?? null
    cancel = until === null ? () => undefined : clock.after(until - clock.now(), changed)
    changed()
  }
  const isOver = ({ until }: Pause): boolean => until !== null && until <= clock.now()
  const keep = async (next: Pause | null): Promise<void> => {
    await writer.write((tx) => writePause(tx, workspaceId, next))
    apply(next)
  }

  return {
    async load() {
      apply(await readPause(db, workspaceId))
    },
    paused: () => (pause === null || isOver(pause) ? null : pause),
    pause: (minutes) => keep({ until: minutes === null ? null : clock.now() + minutes * 60_000 }),
    resume: () => keep(null),
  }
}
