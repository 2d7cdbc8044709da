import type { Result } from './result.ts'

/** How much is done: `rounds` of slices of `sliceSeconds`. */
export type BenchOptions = { rounds: number; sliceSeconds: number }

/** Measures one promise of performance.md, which may have several lines. */
export type BenchEntry = (options: BenchOptions) => Promise<Result[]>
