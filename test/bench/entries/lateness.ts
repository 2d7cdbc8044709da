import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { BenchEntry, BenchOptions } from '#test/bench/bench-entry.ts'
import { sampleEvent } from '#test/bench/data/sample-events.ts'
import { seededDeliveries } from '#test/bench/data/seeded-deliveries.ts'
import { jsonBody } from '#test/bench/measure/payload.ts'
import { residentBytes, untilQuiet } from '#test/bench/measure/process-usage.ts'
import type { Result } from '#test/bench/result.ts'
import { resultOf, skipped } from '#test/bench/result.ts'
import { startCreel } from '#test/bench/servers/creel.ts'
import { quantile } from '#test/bench/statistics.ts'
import { openDatabase } from '#main/core/database/open-database.ts'
import { prepareEventWrites } from '#main/core/database/stores/event-writes.ts'
import { createWriter } from '#main/core/database/writer.ts'
import { createAlarm } from '#main/core/deliveries/sending/alarm.ts'
import { systemClock } from '#main/host/clock.ts'
import { silentLog } from '#test/support/log.ts'

const idleGoal = { floor: 20, goal: 5, better: 'lower', unit: 'ms' } as const
const saturatedGoal = { floor: 60, goal: 35, better: 'lower', unit: 'ms' } as const
const memoryGoal = { floor: 60, goal: 40, better: 'lower', unit: 'MB' } as const
const alarmsEachSecond = 200
const rowsEachCommit = 50
const pending = 1_000_000
const settleAtMostMs = 60_000

/** How late what is due later is begun, and what a million of it costs. */
export const lateness: BenchEntry = async (options) => {
  const idleMs = await ringAlarms(options)
  const saturatedMs = await ringSaturated(options)
  const note = `the sender’s one armed timer, ${idleMs.length} times.`
  const name = (what: string) => ({ id: 'P11', what: `scheduler lateness p99, ${what}` })
  return [
    resultOf(name('idle'), idleGoal, quantile(idleMs, 0.99), [note]),
    resultOf(name('saturated'), saturatedGoal, quantile(saturatedMs, 0.99), [
      `${note} The loop commits ${rowsEachCommit} events of 1 KB with fsync, again and again.`,
    ]),
    await measureMemory(),
  ]
}

/** Alarms at times of chance; answers how late each rang. */
async function ringAlarms({ rounds, sliceSeconds }: BenchOptions): Promise<number[]> {
  const lastMs = rounds * sliceSeconds * 1000
  const dueAt = new Map<string, number>()
  const lateMs: number[] = []
  const alarm = createAlarm(systemClock, (name) => lateMs.push(systemClock.now() - (dueAt.get(name) ?? 0)))
  const startedAt = systemClock.now()
  for (let index = 0; index < (lastMs / 1000) * alarmsEachSecond; index += 1) {
    const at = startedAt + Math.ceil(Math.random() * lastMs)
    dueAt.set(String(index), at)
    alarm.set(String(index), at)
  }
  while (lateMs.length < dueAt.size) await pause(100)
  alarm.stop()
  return lateMs
}

async function ringSaturated(options: BenchOptions): Promise<number[]> {
  const folder = mkdtempSync(join(tmpdir(), 'creel-bench-lateness-'))
  const db = openDatabase(join(folder, 'creel.db'), Date.now())
  const writer = createWriter(db, silentLog)
  const { insert } = prepareEventWrites(db)
  const data = Object.values(jsonBody(1_000)).join('')
  let isOver = false
  const commit = (): void => {
    if (isOver) return
    const run = (): void => {
      for (let row = 0; row < rowsEachCommit; row += 1) insert(sampleEvent(data, systemClock.now()))
    }
    writer.hot('route', { run, settle: commit })
  }
  try {
    commit()
    return await ringAlarms(options)
  } finally {
    isOver = true
    await writer.drain()
    db.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** What a million pending deliveries add to a server that has none. */
async function measureMemory(): Promise<Result> {
  const name = { id: 'P11', what: `memory of ${pending.toLocaleString('en')} pending deliveries` }
  const [none, many] = [await memoryOf(), await memoryOf(await seededDeliveries(pending))]
  if (none === null || many === null) return skipped(name, memoryGoal, 'it is read from /proc, which is not here.')
  const figures = `resident: ${(many / 1_000_000).toFixed(0)} MB, without them ${(none / 1_000_000).toFixed(0)} MB.`
  return resultOf(name, memoryGoal, (many - none) / 1_000_000, [figures])
}

async function memoryOf(home?: string): Promise<number | null> {
  await using creel = await startCreel({ ...(home !== undefined && { home }) })
  await untilQuiet(creel.processId, settleAtMostMs)
  return residentBytes(creel.processId)
}
