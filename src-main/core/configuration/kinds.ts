import type { Reading } from '#shared/contract/issue-words.ts'
import type { ConfigurationItem, ConfigurationNoun } from '#shared/model/configuration.ts'
import { configurationFields } from '#shared/model/configuration.ts'
import { SourceSettings } from '#shared/model/source.ts'
import { TemplateContent } from '#shared/model/template.ts'
import { TriggerSettings } from '#shared/model/trigger.ts'
import { WebhookSettings } from '#shared/model/webhook.ts'
import type { CallContext, Handlers } from '#main/core/handlers/handlers.ts'
import { withPlaceholders } from './placeholders.ts'

/** The operations that a file is carried out with: the same as everybody’s, with all that they check. */
export type ConfigurationHandlers = Pick<
  Handlers,
  | 'templates.list'
  | 'templates.get'
  | 'templates.create'
  | 'templates.update'
  | 'templates.publish'
  | 'sources.list'
  | 'sources.create'
  | 'sources.update'
  | 'webhooks.list'
  | 'webhooks.create'
  | 'webhooks.update'
  | 'triggers.list'
  | 'triggers.create'
  | 'triggers.update'
>

/** A thing that there is; one that cannot be changed is known for what refers to it. */
export type Known = { id: string; item: ConfigurationItem; isFixed: boolean }

/** One kind of thing. Its operations are given what a schema has read. */
export type Kind = {
  /** The schemas of its fields. */
  shape: Readonly<Record<string, { safeParse: (value: unknown) => Reading }>>
  list: (context: CallContext) => Promise<Known[]>
  create: (item: ConfigurationItem, context: CallContext) => Promise<void>
  update: (id: string, changes: Record<string, unknown>, context: CallContext) => Promise<void>
}

const listedAtMost = 500

const fieldsOf = (noun: ConfigurationNoun, thing: Record<string, unknown> & { name: string }): ConfigurationItem => ({
  name: thing.name,
  ...Object.fromEntries(configurationFields[noun].map((field) => [field, thing[field]])),
})

/** All kinds of things that a file may hold. */
export const kindsOf = (handlers: ConfigurationHandlers): Record<ConfigurationNoun, Kind> => ({
  template: templateKind(handlers),
  source: {
    shape: SourceSettings.shape,
    list: async (context) => {
      const { items } = await handlers['sources.list']({ deleted: false }, context)
      return items.map((source) => ({ id: source.id, item: fieldsOf('source', source), isFixed: false }))
    },
    create: async (item, context) => void (await handlers['sources.create'](SourceSettings.parse(item), context)),
    update: async (id, changes, context) => void (await handlers['sources.update']({ id, ...changes }, context)),
  },
  webhook: {
    shape: WebhookSettings.shape,
    list: async (context) => {
      const { items } = await handlers['webhooks.list']({ deleted: false, limit: listedAtMost }, context)
      return items.map((webhook) => {
        const item = fieldsOf('webhook', { ...webhook, enabled: webhook.status !== 'disabled' })
        return { id: webhook.id, item: withPlaceholders(item), isFixed: false }
      })
    },
    create: async ({ enabled, ...item }, context) => {
      const settings = WebhookSettings.parse(item)
      await handlers['webhooks.create']({ ...settings, preset: 'creel', enabled: enabled !== false }, context)
    },
    update: async (id, changes, context) => void (await handlers['webhooks.update']({ id, ...changes }, context)),
  },
  trigger: {
    shape: TriggerSettings.shape,
    list: async (context) => {
      const { items } = await handlers['triggers.list']({ deleted: false, limit: listedAtMost }, context)
      return items.map((trigger) => ({ id: trigger.id, item: fieldsOf('trigger', trigger), isFixed: false }))
    },
    create: async ({ enabled, ...item }, context) => {
      const settings = TriggerSettings.parse(item)
      await handlers['triggers.create']({ ...settings, enabled: enabled === true }, context)
    },
    update: async (id, changes, context) => void (await handlers['triggers.update']({ id, ...changes }, context)),
  },
})

const templateKind = (handlers: ConfigurationHandlers): Kind => ({
  shape: TemplateContent.shape,
  async list(context) {
    const { items } = await handlers['templates.list']({ deleted: false }, context)
    const known: Known[] = []
    for (const { id, name, isBuiltIn } of items) {
      const { draft, published } = await handlers['templates.get']({ id }, context)
      const content = published ?? draft
      if (content) known.push({ id, item: fieldsOf('template', { ...content, name }), isFixed: isBuiltIn })
    }
    return known
  },
  async create({ name, ...content }, context) {
    const { id } = await handlers['templates.create']({ name, ...TemplateContent.parse(content) }, context)
    await handlers['templates.publish']({ id, despiteTests: false }, context)
  },
  async update(id, changes, context) {
    await handlers['templates.update']({ id, ...changes }, context)
    await handlers['templates.publish']({ id, despiteTests: false }, context)
  },
})
