import { z } from 'zod'
import { spellSeconds } from './spell-seconds.ts'

/** When a webhook that only fails is disabled by itself. It then holds its deliveries; nothing is thrown away. */
export const AutoDisablePolicy = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('never') }),
  z.object({
    kind: z.literal('after-dead-letters'),
    count: z.int().min(1).max(10_000).default(100).describe('Dead letters in a row, without a delivery between.'),
  }),
  z.object({
    kind: z.literal('after-failing'),
    seconds: z
      .int()
      .min(60)
      .max(30 * 86_400)
      .default(5 * 86_400),
    leastFailures: z.int().min(1).max(1000).default(10).describe('Fewer failed attempts than these are no pattern.'),
  }),
])
export type AutoDisablePolicy = z.infer<typeof AutoDisablePolicy>

/** What is kept of a webhook's failures since its last delivery; times in milliseconds since 1970. */
export const FailureRun = z.object({ failures: z.int(), deadLetters: z.int(), since: z.number().nullable() })
export type FailureRun = z.infer<typeof FailureRun>

export const noFailures: FailureRun = { failures: 0, deadLetters: 0, since: null }

/** A policy as a person would say it. */
export function describeAutoDisable(policy: AutoDisablePolicy): string {
  switch (policy.kind) {
    case 'never':
      return 'never disabled by itself'
    case 'after-dead-letters':
      return `disabled after ${policy.count} dead letters in a row`
    case 'after-failing':
      return `disabled after ${spellSeconds(policy.seconds)} of nothing but failures`
  }
}
