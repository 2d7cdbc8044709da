import type { RetryPolicy } from './retry-policy.ts'
import { RetryPolicy as Policy } from './retry-policy.ts'

/** A retry policy under the name of whoever retries like this, with the time-out that belongs to it. */
export type RetryPreset = {
  title: string
  /** Where the figures come from. */
  source: string
  timeoutMs: number
  policy: RetryPolicy
}

const minute = 60
const hour = 3600
const day = 86_400

const schedule = (delaysSeconds: number[], more: object = {}): RetryPolicy =>
  Policy.parse({ kind: 'schedule', delaysSeconds, ...more })

const around = (share: number) => ({ jitter: { share } })

/** All presets, the default of a new webhook first. */
export const retryPresets = {
  default: {
    title: 'Creel',
    source: 'Six attempts over seven hours',
    timeoutMs: 15_000,
    policy: schedule([5, 30, 5 * minute, hour, 6 * hour], around(0.1)),
  },
  standard: {
    title: 'Standard Webhooks',
    source: 'spec/standard-webhooks.md, the example schedule',
    timeoutMs: 15_000,
    policy: schedule(
      [5, 5 * minute, 30 * minute, 2 * hour, 5 * hour, 10 * hour, 14 * hour, 20 * hour, 24 * hour],
      around(0.2),
    ),
  },
  taskflow: {
    title: 'TaskFlow',
    source: 'TaskFlow, Delivery and Retries',
    timeoutMs: 5000,
    policy: schedule([5, 30, 5 * minute, hour, 6 * hour]),
  },
  svix: {
    title: 'Svix',
    source: 'docs.svix.com/retries',
    timeoutMs: 15_000,
    policy: schedule([5, 5 * minute, 30 * minute, 2 * hour, 5 * hour, 10 * hour, 10 * hour], {
      ...around(0.2),
      throttledAtLeastSeconds: minute,
    }),
  },
  hook0: {
    title: 'Hook0',
    source: 'documentation.hook0.com',
    timeoutMs: 15_000,
    policy: schedule(
      [3, 10, 3 * minute, 30 * minute, hour, 3 * hour, 5 * hour, ...Array.from({ length: 16 }, () => 10 * hour)],
      {
        jitter: { share: 0.1, direction: 'later', atLeastSeconds: 2, atMostSeconds: 15 * minute },
        giveUpAfterSeconds: 8 * day,
      },
    ),
  },
  outpost: {
    title: 'Outpost',
    source: 'hookdeck.com/docs/outpost',
    timeoutMs: 15_000,
    policy: Policy.parse({ kind: 'exponential', firstSeconds: 30, attempts: 11 }),
  },
  convoy: {
    title: 'Convoy, a subscription',
    source: 'convoy datastore/models.go',
    timeoutMs: 15_000,
    policy: Policy.parse({ kind: 'linear', firstSeconds: 10, attempts: 4 }),
  },
  'convoy-project': {
    title: 'Convoy, a project',
    source: 'convoy datastore/models.go',
    timeoutMs: 15_000,
    policy: Policy.parse({ kind: 'linear', firstSeconds: 100, attempts: 11 }),
  },
  shopify: {
    title: 'Shopify',
    source: 'shopify.dev changelog: eight retries in four hours',
    timeoutMs: 5000,
    policy: Policy.parse({ kind: 'exponential', firstSeconds: 56, attempts: 9, maxSeconds: 2 * hour }),
  },
  slack: {
    title: 'Slack',
    source: 'Slack Events API: at once, after a minute, after five',
    timeoutMs: 3000,
    policy: schedule([0, minute, 5 * minute]),
  },
  github: {
    title: 'GitHub',
    source: 'docs.github.com: failed deliveries are not sent again',
    timeoutMs: 10_000,
    policy: schedule([]),
  },
  'three-days': {
    title: 'Three days',
    source: 'For three days ever more slowly, as Stripe does; its exact delays are not published',
    timeoutMs: 15_000,
    policy: Policy.parse({
      kind: 'exponential',
      firstSeconds: minute,
      attempts: 20,
      maxSeconds: 8 * hour,
      ...around(0.1),
      giveUpAfterSeconds: 3 * day,
    }),
  },
} as const satisfies Record<string, RetryPreset>

/**
 * The policy of the group API's pair: `maxAttempts` in all, the wait doubling from `backoffSeconds`, up to a day.
 */
export const groupRetryPolicy = ({ maxAttempts, backoffSeconds }: { maxAttempts: number; backoffSeconds: number }) =>
  Policy.parse({ kind: 'exponential', firstSeconds: backoffSeconds, factor: 2, attempts: maxAttempts })
