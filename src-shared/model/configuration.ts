import { z } from 'zod'
import { JsonValue } from './event.ts'
import { TriggerSettings } from './trigger.ts'
import { SourceSettings } from './source.ts'
import { TemplateContent } from './template.ts'
import { WebhookSettings } from './webhook.ts'

/** The kinds of things that a file may hold, in the order in which they are made: each refers to those before it. */
export const ConfigurationNoun = z.enum(['template', 'source', 'webhook', 'trigger'])
export type ConfigurationNoun = z.infer<typeof ConfigurationNoun>

const named = { name: z.string().trim().min(1).max(120) }

/** So many things of a kind a file may hold. */
const thingsAtMost = 5_000

/**
 * Templates, sources, webhooks and triggers as a file says them: each known by its name, and what refers to another does
 * so by name. A secret stands in it as a placeholder such as ${OPS_AUTH}, never as itself.
 */
export const Configuration = z.strictObject({
  creel: z.literal(1).describe('The version of this form.'),
  templates: z.array(z.looseObject(named)).max(thingsAtMost).default([]),
  sources: z.array(z.looseObject(named)).max(thingsAtMost).default([]),
  webhooks: z.array(z.looseObject(named)).max(thingsAtMost).default([]),
  triggers: z.array(z.looseObject(named)).max(thingsAtMost).default([]),
})
export type Configuration = z.infer<typeof Configuration>

/** One thing of a file. */
export type ConfigurationItem = { name: string; [field: string]: unknown }

/** What a file says of things that can be switched off, besides their settings. */
export const switchFields = { enabled: z.boolean() }

/** The fields that a file may say of each kind; what is left out stays as it is. */
export const configurationFields: Record<ConfigurationNoun, readonly string[]> = {
  template: Object.keys(TemplateContent.shape),
  source: Object.keys(SourceSettings.shape),
  webhook: [...Object.keys(WebhookSettings.shape), ...Object.keys(switchFields)],
  trigger: [...Object.keys(TriggerSettings.shape), ...Object.keys(switchFields)],
}

/** What a file would change, or has changed. */
export const ConfigurationChange = z.object({
  noun: ConfigurationNoun,
  name: z.string(),
  kind: z.enum(['create', 'update', 'unchanged']),
  fields: z.array(z.object({ path: z.string(), from: JsonValue, to: JsonValue })).describe('What differs.'),
})
export type ConfigurationChange = z.infer<typeof ConfigurationChange>
