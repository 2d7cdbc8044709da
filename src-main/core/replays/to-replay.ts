import type { Replay } from '#shared/model/replay.ts'
import { ReplayState } from '#shared/model/replay.ts'
import type { ReplayTable } from '#main/core/database/tables.ts'

/** A stored replay of many requests, as the contract shows it. */
export const toReplay = (stored: ReplayTable): Replay => ({
  ...stored,
  state: ReplayState.parse(stored.state),
  problems: JSON.parse(stored.problems) as Replay['problems'],
  createdAt: new Date(stored.createdAt).toISOString(),
  endedAt: stored.endedAt === null ? null : new Date(stored.endedAt).toISOString(),
})
