import { z } from 'zod'
import { spellSeconds } from './spell-seconds.ts'

const longestSeconds = 30 * 86_400

const DelaySeconds = z.number().min(0).max(longestSeconds)

/** Attempts in all, the first included. */
const Attempts = z.int().min(1).max(100)

/**
 * How far a delay may stray from its plan, so that deliveries that failed together do not come back together.
 * `share` is a part of the delay (0.1 is 10 %); `direction` says whether it may also come earlier.
 */
export const Jitter = z.object({
  share: z.number().min(0).max(1),
  direction: z.enum(['around', 'later']).default('around'),
  atLeastSeconds: DelaySeconds.default(0).describe('A spread smaller than this is widened to it.'),
  atMostSeconds: DelaySeconds.nullable().default(null).describe('A spread wider than this is narrowed to it.'),
})
export type Jitter = z.infer<typeof Jitter>

const common = {
  jitter: Jitter.default({ share: 0, direction: 'around', atLeastSeconds: 0, atMostSeconds: null }),
  throttledAtLeastSeconds: DelaySeconds.default(0).describe('The least wait after 429, 502, 504 or a time-out.'),
  giveUpAfterSeconds: DelaySeconds.nullable()
    .default(null)
    .describe('No attempt begins later than this after the first.'),
}

/** When a failed delivery is tried again. Each delay counts from the end of the attempt before. */
export const RetryPolicy = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('schedule'),
    delaysSeconds: z
      .array(DelaySeconds)
      .max(99)
      .describe('One delay a retry; none: the first attempt is the only one.'),
    ...common,
  }),
  z.object({
    kind: z.literal('exponential'),
    firstSeconds: DelaySeconds,
    factor: z.number().min(1).max(10).default(2),
    maxSeconds: DelaySeconds.default(86_400),
    attempts: Attempts,
    ...common,
  }),
  z.object({
    kind: z.literal('linear'),
    firstSeconds: DelaySeconds,
    stepSeconds: DelaySeconds.default(0).describe('Added to each further delay; 0: always the same delay.'),
    maxSeconds: DelaySeconds.default(86_400),
    attempts: Attempts,
    ...common,
  }),
])
export type RetryPolicy = z.infer<typeof RetryPolicy>
export type RetryKind = RetryPolicy['kind']

type PolicyOf<Kind extends RetryKind> = Extract<RetryPolicy, { kind: Kind }>

type Plan<Kind extends RetryKind> = {
  attempts: (policy: PolicyOf<Kind>) => number
  /** The planned delay in seconds after attempt `number` (1 for the first), which is not the last one. */
  delay: (policy: PolicyOf<Kind>, number: number) => number
  describe: (policy: PolicyOf<Kind>) => string
}

const retries = (count: number): string => (count === 1 ? 'once' : `${count} times`)

const plans: { [Kind in RetryKind]: Plan<Kind> } = {
  schedule: {
    attempts: ({ delaysSeconds }) => delaysSeconds.length + 1,
    delay: ({ delaysSeconds }, number) => delaysSeconds[number - 1] ?? 0,
    describe: ({ delaysSeconds }) => `after ${joinWords(delaysSeconds.map(spellSeconds))}`,
  },
  exponential: {
    attempts: ({ attempts }) => attempts,
    delay: ({ firstSeconds, factor, maxSeconds }, number) =>
      Math.min(firstSeconds * factor ** (number - 1), maxSeconds),
    describe: ({ firstSeconds, factor, maxSeconds, attempts }) =>
      `${retries(attempts - 1)}, first after ${spellSeconds(firstSeconds)}, then × ${factor} up to ${spellSeconds(maxSeconds)}`,
  },
  linear: {
    attempts: ({ attempts }) => attempts,
    delay: ({ firstSeconds, stepSeconds, maxSeconds }, number) =>
      Math.min(firstSeconds + stepSeconds * (number - 1), maxSeconds),
    describe: ({ firstSeconds, stepSeconds, attempts }) =>
      stepSeconds === 0
        ? `${retries(attempts - 1)}, every ${spellSeconds(firstSeconds)}`
        : `${retries(attempts - 1)}, first after ${spellSeconds(firstSeconds)}, each ${spellSeconds(stepSeconds)} later than the one before`,
  },
}

// One place where TypeScript cannot follow that the plan found by a policy's kind is the plan for that policy.
const planOf = (policy: RetryPolicy): Plan<RetryKind> => plans[policy.kind] as unknown as Plan<RetryKind>

/** Attempts in all, the first included. */
export const attemptsOf = (policy: RetryPolicy): number => planOf(policy).attempts(policy)

/** The planned delay in seconds between the end of attempt `number` (1 for the first) and the next, without jitter; null after the last. */
export function delayAfter(policy: RetryPolicy, number: number): number | null {
  const plan = planOf(policy)
  return number >= plan.attempts(policy) ? null : plan.delay(policy, number)
}

/** All planned delays in seconds, without jitter, as a rail of future attempts shows them. */
export const plannedDelays = (policy: RetryPolicy): number[] =>
  Array.from({ length: attemptsOf(policy) - 1 }, (_, index) => delayAfter(policy, index + 1) ?? 0)

/** A policy as a person would say it: `retried after 5 s, 30 s, 5 min, 1 h and 6 h, ± 10 %`. */
export function describeRetryPolicy(policy: RetryPolicy): string {
  if (attemptsOf(policy) === 1) return 'not retried'
  const { share, direction } = policy.jitter
  const spread = share > 0 && `${direction === 'around' ? '±' : '+'} ${Math.round(share * 1000) / 10} %`
  const end = policy.giveUpAfterSeconds !== null && `for ${spellSeconds(policy.giveUpAfterSeconds)} at most`
  return [`retried ${planOf(policy).describe(policy)}`, spread, end].filter((part) => part !== false).join(', ')
}

function joinWords(words: readonly string[]): string {
  const last = words.at(-1) ?? ''
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`
}
