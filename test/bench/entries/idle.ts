import { setTimeout as pause } from 'node:timers/promises'
import type { BenchEntry } from '#test/bench/bench-entry.ts'
import { seededHome } from '#test/bench/data/seeded-home.ts'
import { cpuUs, residentBytes } from '#test/bench/measure/process-usage.ts'
import { resultOf, skipped } from '#test/bench/result.ts'
import { startCreel } from '#test/bench/servers/creel.ts'

const cpu = {
  name: { id: 'P14', what: 'idle: CPU of the headless server' },
  goal: { floor: 1, goal: 0.2, better: 'lower', unit: '%' },
} as const
const memory = {
  name: { id: 'P14', what: 'idle: memory of the headless server' },
  goal: { floor: 150, goal: 100, better: 'lower', unit: 'MB' },
} as const
const settleMs = 30_000
const lookMs = 30_000

/** What Creel takes while nothing comes. */
export const idle: BenchEntry = async () => {
  await using creel = await startCreel({ home: await seededHome(100_000) })
  await pause(settleMs)
  const before = cpuUs(creel.processId)
  await pause(lookMs)
  const after = cpuUs(creel.processId)
  const bytes = residentBytes(creel.processId)
  if (before === null || after === null || bytes === null) {
    return [cpu, memory].map(({ name, goal }) => skipped(name, goal, 'it is read from /proc, which is not here.'))
  }
  const note = `with 100,000 requests stored, ${settleMs / 1000} s after the start, over ${lookMs / 1000} s.`
  return [
    resultOf(cpu.name, cpu.goal, ((after - before) / 1000 / lookMs) * 100, [note]),
    resultOf(memory.name, memory.goal, bytes / 1_000_000, ['resident, shared pages included.']),
  ]
}
