/** Chance that a seed repeats: numbers from 0 up to, not including, 1. */
export type SeededRandom = { next: () => number; between: (least: number, most: number) => number }

/** Mulberry32: small, and even enough to choose moments and places. */
export function seededRandom(seed: number): SeededRandom {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return { next, between: (least, most) => least + next() * (most - least) }
}

/** A whole number from `least` to `most`, both included. */
export const wholeBetween = (random: SeededRandom, least: number, most: number): number =>
  Math.floor(random.between(least, most + 1))

/** The seed of this run: `CREEL_TEST_SEED`, so that a failure can be repeated, else any. */
export const chosenSeed = (): number => Number(process.env.CREEL_TEST_SEED ?? Date.now() % 1_000_000)
