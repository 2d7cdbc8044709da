import { median } from '#test/bench/statistics.ts'

/** Something that a database of some size does. */
export type Operation = () => Promise<void> | void

async function medianUs(operation: Operation, times: number): Promise<number> {
  const tookUs: number[] = []
  for (let time = 0; time < times; time += 1) {
    const startedAt = performance.now()
    await operation()
    tookUs.push((performance.now() - startedAt) * 1000)
  }
  return median(tookUs)
}

/** The medians of each size, and how much more the last takes than the first: the median of the ratios of the rounds. */
export type Growth = { ratio: number; mediansUs: number[] }

/** Times one operation on databases of growing size, in turn, the order reversed every other round. */
export async function measureGrowth(
  operations: readonly Operation[],
  { rounds, times }: { rounds: number; times: number },
): Promise<Growth> {
  const inRounds: number[][] = []
  const indexes = operations.map((_, index) => index)
  for (let round = 0; round <= rounds; round += 1) {
    const took: number[] = []
    for (const index of round % 2 === 0 ? indexes : indexes.toReversed()) {
      took[index] = await medianUs(operations[index] ?? (() => undefined), times)
    }
    // The first round warms caches and compiler up.
    if (round > 0) inRounds.push(took)
  }
  return {
    ratio: median(inRounds.map((took) => (took.at(-1) ?? 0) / (took[0] ?? 1))),
    mediansUs: indexes.map((index) => median(inRounds.map((took) => took[index] ?? 0))),
  }
}
