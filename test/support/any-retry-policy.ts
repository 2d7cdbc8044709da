import fc from 'fast-check'
import { RetryPolicy } from '#shared/rules/retry-policy.ts'

const delay = fc.integer({ min: 0, max: 30 * 86_400 })
const attempts = fc.integer({ min: 1, max: 100 })

const common = {
  jitter: fc.record({
    share: fc.double({ min: 0, max: 1, noNaN: true }),
    direction: fc.constantFrom('around', 'later'),
    atLeastSeconds: fc.integer({ min: 0, max: 60 }),
    atMostSeconds: fc.option(fc.integer({ min: 60, max: 3600 })),
  }),
  throttledAtLeastSeconds: fc.integer({ min: 0, max: 600 }),
  giveUpAfterSeconds: fc.option(delay),
}

/** Any retry policy that the schema allows. */
export const anyRetryPolicy: fc.Arbitrary<RetryPolicy> = fc
  .oneof(
    fc.record({ kind: fc.constant('schedule'), delaysSeconds: fc.array(delay, { maxLength: 99 }), ...common }),
    fc.record({
      kind: fc.constant('exponential'),
      firstSeconds: delay,
      factor: fc.double({ min: 1, max: 10, noNaN: true }),
      maxSeconds: delay,
      attempts,
      ...common,
    }),
    fc.record({
      kind: fc.constant('linear'),
      firstSeconds: delay,
      stepSeconds: delay,
      maxSeconds: delay,
      attempts,
      ...common,
    }),
  )
  .map((policy) => RetryPolicy.parse(policy))
