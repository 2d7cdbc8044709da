import { AppError } from '#shared/contract/problem.ts'
import type { Replay } from '#shared/model/replay.ts'
import {
  closeRunningReplays,
  deleteReplays,
  insertReplay,
  updateReplay,
} from '#main/core/database/stores/replay-store.ts'
import type { ReplayTable } from '#main/core/database/tables.ts'
import type { Writer } from '#main/core/database/writer.ts'
import type { MakeId } from '#main/core/make-id.ts'
import type { Clock, Log } from '#main/core/ports.ts'
import { toReplay } from './to-replay.ts'

const problemsKept = 20
const keptMs = 30 * 86_400_000

/** What became of one request of many. */
export type OneOutcome = 'delivered' | 'failed'

export type ReplayManyInput = {
  workspaceId: string
  /** In the order in which they are sent. */
  requestIds: readonly string[]
  targetUrl: string | null
  /** At most so many a second. */
  pace: number
  /** Sends one and tells what came of it. Throws an AppError where it is not sent. */
  replayOne: (requestId: string) => Promise<OneOutcome>
}

/** Replays many requests, one after the other. */
export type ManyReplayer = {
  start: (input: ReplayManyInput) => Promise<Replay>
  /** False: it is not running. */
  cancel: (id: string) => Promise<boolean>
  /** Closes what a stop interrupted: nobody asked that it goes on by itself. Forgets what was over a month ago. */
  closeInterrupted: () => Promise<void>
  stop: () => void
}

export type ManyReplayerParts = {
  writer: Writer
  clock: Clock
  log: Log
  makeId: MakeId
  changed: (replay: Replay) => void
}

type Running = { row: ReplayTable; stopping: AbortController; ended: Promise<void> }

export function createManyReplayer(parts: ManyReplayerParts): ManyReplayer {
  const { writer, clock, log, makeId, changed } = parts
  const running = new Map<string, Running>()

  return {
    async start({ replayOne, requestIds, workspaceId, targetUrl, pace }) {
      const row = newRow({ id: makeId('replay'), workspaceId, targetUrl, pace, total: requestIds.length }, clock.now())
      await writer.write((tx) => insertReplay(tx, row))
      changed(toReplay(row))
      const stopping = new AbortController()
      const sending = { ...parts, row, signal: stopping.signal, replayOne }
      const ended = sendAll(sending, requestIds)
        .catch((error: unknown) => giveUp(sending, error))
        .catch((error: unknown) => log.error('replay.not-recorded', { replay: row.id, error: String(error) }))
        .finally(() => running.delete(row.id))
      running.set(row.id, { row, stopping, ended })
      return toReplay(row)
    },
    async cancel(id) {
      const one = running.get(id)
      if (!one) return false
      one.stopping.abort('cancelled')
      await one.ended
      return true
    },
    async closeInterrupted() {
      const now = clock.now()
      await writer.write((tx) => closeRunningReplays(tx, now))
      await writer.write((tx) => deleteReplays(tx, now - keptMs))
    },
    // What is running stays so on disk: the next start says that it was interrupted.
    stop() {
      for (const { stopping } of running.values()) stopping.abort('stopped')
    },
  }
}

function newRow(
  given: Pick<ReplayTable, 'id' | 'workspaceId' | 'targetUrl' | 'pace' | 'total'>,
  createdAt: number,
): ReplayTable {
  return { ...given, state: 'running', delivered: 0, failed: 0, skipped: 0, problems: '[]', createdAt, endedAt: null }
}

type Sending = ManyReplayerParts & {
  row: ReplayTable
  signal: AbortSignal
  replayOne: ReplayManyInput['replayOne']
}

async function sendAll(sending: Sending, requestIds: readonly string[]): Promise<void> {
  const { row, clock, signal, replayOne } = sending
  const problems: Replay['problems'] = []
  let dueAt = clock.now()
  for (const requestId of requestIds) {
    await untilDue(clock, dueAt, signal)
    if (signal.aborted) break
    // From the start of one to the start of the next: a slow target is not sent a burst when it is quick again.
    dueAt = clock.now() + 1000 / row.pace
    const outcome = await replayOne(requestId).catch((error: unknown) => noteProblem(problems, requestId, error))
    if (signal.reason === 'stopped') return
    row[outcome] += 1
    row.problems = JSON.stringify(problems)
    await record(sending)
  }
  if (signal.reason === 'stopped') return
  row.state = signal.aborted ? 'cancelled' : 'done'
  row.endedAt = clock.now()
  await record(sending)
}

function noteProblem(problems: Replay['problems'], requestId: string, error: unknown): 'skipped' {
  // Only what a person can act on is a reason to go on with the next one.
  if (!(error instanceof AppError)) throw error
  if (problems.length < problemsKept) problems.push({ requestId, message: error.message })
  return 'skipped'
}

/** Ends a replay at a fault of Creel's own, and says so even where the disk takes nothing more. */
async function giveUp(sending: Sending, error: unknown): Promise<void> {
  const { row, log, clock, changed } = sending
  log.error('replay.failed', { replay: row.id, error: String(error) })
  row.state = 'interrupted'
  row.endedAt = clock.now()
  changed(toReplay(row))
  await record(sending)
}

async function record({ writer, row, changed }: Sending): Promise<void> {
  const { id, state, delivered, failed, skipped, problems, endedAt } = row
  await writer.write((tx) => updateReplay(tx, id, { state, delivered, failed, skipped, problems, endedAt }))
  changed(toReplay(row))
}

function untilDue(clock: Clock, dueAt: number, signal: AbortSignal): Promise<void> {
  const waitMs = dueAt - clock.now()
  if (waitMs <= 0 || signal.aborted) return Promise.resolve()
  return new Promise((resolve) => {
    const cancel = clock.after(waitMs, resolve)
    signal.addEventListener('abort', () => {
      cancel()
      resolve()
    })
  })
}
