import { z } from 'zod'

/**
 * When a target that keeps failing is left alone for a while, so that it costs others nothing. The defaults are
 * Convoy's: 70 % failures of at least ten attempts within five minutes rest it for 30 s, then one attempt probes it.
 */
export const BreakerPolicy = z.object({
  isOn: z.boolean().default(true),
  windowSeconds: z.int().min(10).max(3600).default(300),
  leastAttempts: z.int().min(1).max(10_000).default(10),
  failedShare: z.number().gt(0).max(1).default(0.7),
  restSeconds: z.int().min(1).max(3600).default(30),
})
export type BreakerPolicy = z.infer<typeof BreakerPolicy>

/** Attempts that ended within one slice of the window; `startedAt` in milliseconds since 1970. */
const BreakerSlice = z.object({ startedAt: z.number(), succeeded: z.int(), failed: z.int() })

/** What is kept of a breaker, plain enough to be stored. `probing`: one attempt is under way to see whether the target is back. */
export const Breaker = z.discriminatedUnion('state', [
  z.object({ state: z.literal('closed'), slices: z.array(BreakerSlice) }),
  z.object({ state: z.literal('open'), until: z.number(), opens: z.int().describe('Times in a row that it opened.') }),
  z.object({ state: z.literal('probing'), opens: z.int(), since: z.number() }),
])
export type Breaker = z.infer<typeof Breaker>

export const closedBreaker: Breaker = { state: 'closed', slices: [] }
