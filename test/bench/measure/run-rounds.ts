import type { Load, LoadResult } from './load.ts'
import { load } from './load.ts'
import { pinSelf } from './pinning.ts'
import { cpuUs, untilQuiet } from './process-usage.ts'
import { median } from '#test/bench/statistics.ts'

/** A running server that takes part in a comparison. */
export type Contender = { name: string; url: string; processId: number }

/** One slice of load on one contender; the CPU time in all counts what it still did after the last answer. */
export type Slice = LoadResult & { cpuUsEach: number | null; cpuUsEachInAll: number | null }

export type Rounds = Map<string, Slice[]>

const settleAtMostMs = 15_000

/**
 * Loads all contenders in turn, the order reversed every other round. A slice is only ever compared with the slice of
 * the same round: the machine may be another one a minute later.
 */
export async function runRounds(contenders: readonly Contender[], given: Load, rounds: number): Promise<Rounds> {
  pinSelf()
  const slices: Rounds = new Map(contenders.map(({ name }) => [name, []]))
  for (const contender of contenders) await runSlice(contender, given)
  for (let round = 0; round < rounds; round += 1) {
    for (const contender of round % 2 === 0 ? contenders : contenders.toReversed()) {
      slices.get(contender.name)?.push(await runSlice(contender, given))
    }
  }
  return slices
}

async function runSlice({ url, processId }: Contender, given: Load): Promise<Slice> {
  const before = cpuUs(processId)
  const result = await load(url, given)
  const atEnd = cpuUs(processId)
  await untilQuiet(processId, settleAtMostMs)
  return {
    ...result,
    cpuUsEach: perRequest(before, atEnd, result.completed),
    cpuUsEachInAll: perRequest(before, cpuUs(processId), result.completed),
  }
}

const perRequest = (before: number | null, after: number | null, requests: number): number | null =>
  before === null || after === null || requests === 0 ? null : (after - before) / requests

const slicesOf = (rounds: Rounds, name: string): Slice[] => {
  const slices = rounds.get(name)
  if (!slices || slices.length === 0) throw new Error(`Nothing was measured of ${name}.`)
  return slices
}

/** The median of the ratios of two contenders, each ratio of one round. */
export function pairedRatio(rounds: Rounds, name: string, reference: string): number {
  const references = slicesOf(rounds, reference)
  return median(slicesOf(rounds, name).map(({ perSecond }, round) => perSecond / (references[round]?.perSecond ?? 0)))
}

const medianOf = (slices: readonly Slice[], pick: (slice: Slice) => number | null): string => {
  const values = slices.map(pick).filter((value) => value !== null)
  return values.length === 0 ? '?' : median(values).toFixed(values.some((value) => value >= 100) ? 0 : 1)
}

/** A contender in one line: medians of its slices. */
export function describeSlices(rounds: Rounds, name: string): string {
  const slices = slicesOf(rounds, name)
  const failed = slices.reduce((sum, slice) => sum + slice.failed, 0)
  return [
    `${name} ${medianOf(slices, ({ perSecond }) => perSecond)} req/s`,
    `p50 ${medianOf(slices, ({ p50Ms }) => p50Ms)} ms`,
    `p99 ${medianOf(slices, ({ p99Ms }) => p99Ms)} ms`,
    `${medianOf(slices, ({ cpuUsEach }) => cpuUsEach)} µs CPU each`,
    `${medianOf(slices, ({ cpuUsEachInAll }) => cpuUsEachInAll)} with what follows`,
    ...(failed > 0 ? [`${failed} FAILED`] : []),
  ].join(', ')
}
