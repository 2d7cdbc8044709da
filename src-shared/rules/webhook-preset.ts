import type { WebhookSettings } from '#shared/model/webhook.ts'

/** What a preset says of a webhook; what it leaves out is as usual. */
export type PresetSettings = Partial<Omit<WebhookSettings, 'name' | 'url' | 'events'>>

/** A set of settings that belong together, under the name of the receivers that expect them. */
export type WebhookPreset = {
  title: string
  describe: string
  settings: PresetSettings
  /** For a service: what its address looks like, and how to get one. */
  guide?: { url: string; steps: readonly string[] }
}
