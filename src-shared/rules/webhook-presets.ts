import { integrations } from './integrations.ts'
import type { PresetSettings, WebhookPreset } from './webhook-preset.ts'
import { retryPresets } from './retry-presets.ts'

const day = { deliveries: 1000 }
const tenMegabytes = 10_000_000

/** All presets; a field that is given besides one wins over it. */
export const webhookPresets = {
  creel: {
    title: 'Creel',
    describe: 'Standard Webhooks and TaskFlow signatures side by side; six attempts over seven hours.',
    settings: {},
  },
  standard: {
    title: 'Standard Webhooks',
    describe: 'As the specification has it: ten attempts over three days.',
    settings: {
      signatures: [{ profile: 'standard' }],
      envelope: 'standard',
      timeoutMs: retryPresets.standard.timeoutMs,
      retry: retryPresets.standard.policy,
    },
  },
  taskflow: {
    title: 'TaskFlow',
    describe: 'TaskFlow’s headers, payload, five-second time-out, five retries and its limits.',
    settings: {
      signatures: [{ profile: 'taskflow' }],
      envelope: 'taskflow',
      timeoutMs: retryPresets.taskflow.timeoutMs,
      retry: retryPresets.taskflow.policy,
      dailyQuota: day.deliveries,
      maxBodyBytes: tenMegabytes,
    },
  },
  group: {
    title: 'Group',
    describe: 'X-Signature over timestamp and body; attempts keep no payloads.',
    settings: { signatures: [{ profile: 'group' }], envelope: 'group', capture: 'summary' },
  },
  platform: {
    title: 'Platform',
    describe: 'Type, version, source, timestamp, data and metadata, signed as Standard Webhooks.',
    settings: { signatures: [{ profile: 'standard' }], envelope: 'platform' },
  },
  cloudevents: {
    title: 'CloudEvents',
    describe: 'CloudEvents 1.0 as one JSON document, signed as Standard Webhooks.',
    settings: { signatures: [{ profile: 'standard' }], envelope: 'cloudevents' },
  },
  github: {
    title: 'GitHub',
    describe: 'For receivers that check GitHub’s signature: the data alone.',
    settings: {
      signatures: [{ profile: 'github' }],
      envelope: 'data',
      timeoutMs: retryPresets.github.timeoutMs,
      retry: retryPresets.default.policy,
    },
  },
  stripe: {
    title: 'Stripe',
    describe: 'For receivers that check Stripe’s signature.',
    settings: { signatures: [{ profile: 'stripe' }], envelope: 'platform', retry: retryPresets['three-days'].policy },
  },
  slack: {
    title: 'Slack',
    describe: 'For receivers that check Slack’s signature: three seconds, three retries.',
    settings: {
      signatures: [{ profile: 'slack' }],
      envelope: 'data',
      timeoutMs: retryPresets.slack.timeoutMs,
      retry: retryPresets.slack.policy,
    },
  },
  ...integrations,
} as const satisfies Record<string, WebhookPreset>

export type WebhookPresetName = keyof typeof webhookPresets

/** Settings with what a preset adds; of what was given nothing is overwritten. */
export const withPreset = <Given extends object>(preset: WebhookPresetName, given: Given): PresetSettings & Given => ({
  ...webhookPresets[preset].settings,
  ...given,
})
