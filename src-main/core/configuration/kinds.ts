import type { Reading } from '#shared/contract/issue-words.ts'
import type { ConfigurationItem, ConfigurationNoun } from '#shared/model/configuration.ts'
import { configurationFields, switchFields } from '#shared/model/configuration.ts'
import { SourceSettings } from '#shared/model/source.ts'
import { TemplateContent } from '#shared/model/template.ts'
import { TriggerSettings } from '#shared/model/trigger.ts'
import type { WebhookCredentials } from '#shared/model/webhook.ts'
import { WebhookSettings } from '#shared/model/webhook.ts'
import type { Brought, Prepared } from '#main/core/database/prepared.ts'
import type { CallContext, Handlers } from '#main/core/handlers/handlers.ts'
import { prepareNewSource, prepareSourceChange } from '#main/core/handlers/prepare-source.ts'
import { preparePublishedTemplate, prepareTemplateVersion } from '#main/core/handlers/prepare-template.ts'
import { prepareNewTrigger, prepareTriggerChange } from '#main/core/handlers/prepare-trigger.ts'
import { prepareNewWebhook, prepareWebhookChange } from '#main/core/handlers/prepare-webhook.ts'
import type { SourcesParts } from '#main/core/handlers/sources-parts.ts'
import type { TemplatesParts } from '#main/core/handlers/templates-parts.ts'
import { contentOf } from '#main/core/handlers/templates-parts.ts'
import type { TriggersParts } from '#main/core/handlers/triggers-parts.ts'
import type { WebhooksParts } from '#main/core/handlers/webhooks-parts.ts'
import { listAllWebhooks } from '#main/core/database/stores/webhook-store.ts'
import type { SecretVault } from '#main/core/ports.ts'
import { noCredentials, openCredentials } from '#main/core/webhooks/credentials.ts'
import { createTryTemplate } from '#main/core/templates/try-template.ts'
import { withPlaceholders } from './placeholders.ts'

/** The operations that a file is written with. */
export type ConfigurationHandlers = Pick<
  Handlers,
  'templates.list' | 'templates.get' | 'sources.list' | 'webhooks.list' | 'triggers.list'
>

/** What the changes of a file are checked with: the same as those of everybody. */
export type ConfigurationParts = {
  sources: SourcesParts
  webhooks: WebhooksParts
  triggers: TriggersParts
  templates: TemplatesParts
}

/** A thing that there is; one that cannot be changed is known for what refers to it. */
export type Known = {
  id: string
  item: ConfigurationItem
  isFixed: boolean
  /** The secret values that its item leaves out. */
  kept?: WebhookCredentials
}

/** A change that was checked, with how it is written. */
export type Pending = Pick<Prepared<unknown>, 'id' | 'write'>

/** One kind of thing. */
export type Kind = {
  /** The schemas of its fields. */
  shape: Readonly<Record<string, { safeParse: (value: unknown) => Reading }>>
  list: (context: CallContext) => Promise<Known[]>
  /** Checks a new thing; `brought` is what is made with it. */
  create: (item: ConfigurationItem, context: CallContext, brought: Brought) => Promise<Pending>
  /** Checks a change of one. */
  update: (id: string, changes: Record<string, unknown>, context: CallContext, brought: Brought) => Promise<Pending>
  /** Brings all that was written into force. */
  finish: (ids: readonly string[]) => Promise<void>
}

// More than there are: a file is compared with all of them.
const listedAtMost = 100_000

const fieldsOf = (noun: ConfigurationNoun, thing: Record<string, unknown> & { name: string }): ConfigurationItem => ({
  name: thing.name,
  ...Object.fromEntries(configurationFields[noun].map((field) => [field, thing[field]])),
})

/** All kinds of things that a file may hold. */
export const kindsOf = (
  handlers: ConfigurationHandlers,
  parts: ConfigurationParts,
): Record<ConfigurationNoun, Kind> => ({
  template: templateKind(handlers, parts),
  source: sourceKind(handlers, parts),
  webhook: webhookKind(handlers, parts),
  trigger: triggerKind(handlers, parts),
})

const sourceKind = (handlers: ConfigurationHandlers, { sources: parts }: ConfigurationParts): Kind => ({
  shape: SourceSettings.shape,
  list: async (context) => {
    const { items } = await handlers['sources.list']({ deleted: false }, context)
    return items.map((source) => ({ id: source.id, item: fieldsOf('source', source), isFixed: false }))
  },
  create: async (item, { workspaceId }) => prepareNewSource(parts, workspaceId, SourceSettings.parse(item)),
  update: (id, changes, { workspaceId }) => prepareSourceChange(parts, workspaceId, { id, ...changes }),
  async finish(ids) {
    await parts.registry.reload()
    await parts.cancelStranded()
    for (const id of ids) {
      parts.feed.publish({ kind: 'sources.changed', data: { id } })
      await parts.recheck(id)
    }
  },
})

const webhookKind = (handlers: ConfigurationHandlers, { webhooks: parts }: ConfigurationParts): Kind => ({
  shape: { ...WebhookSettings.shape, ...switchFields },
  list: async (context) => {
    const { items } = await handlers['webhooks.list']({ deleted: false, limit: listedAtMost }, context)
    const sealed = new Map((await listAllWebhooks(parts.db)).map(({ id, credentials }) => [id, credentials]))
    return items.map((webhook) => {
      const item = fieldsOf('webhook', { ...webhook, enabled: webhook.status !== 'disabled' })
      const kept = keptIn(parts.vault, sealed.get(webhook.id) ?? null)
      return { id: webhook.id, item: withPlaceholders(item), isFixed: false, kept }
    })
  },
  async create({ enabled, ...item }, { workspaceId, sessionId, key }, brought) {
    const settings = WebhookSettings.parse(item)
    const input = { ...settings, preset: 'creel' as const, enabled: enabled !== false }
    return prepareNewWebhook(parts, { workspaceId, createdBy: key?.id ?? sessionId }, input, brought)
  },
  update: (id, changes, { workspaceId }, brought) =>
    prepareWebhookChange(parts, workspaceId, { id, ...changes }, brought),
  async finish(ids) {
    await parts.webhooks.reload()
    for (const id of ids) parts.feed.publish({ kind: 'webhooks.changed', data: { id } })
  },
})

// What cannot be opened any more is no secret that there is: whatever is given takes its place.
function keptIn(vault: SecretVault, sealed: Uint8Array | null): WebhookCredentials {
  try {
    return openCredentials(vault, sealed)
  } catch {
    return noCredentials
  }
}

const triggerKind = (handlers: ConfigurationHandlers, { triggers: parts }: ConfigurationParts): Kind => ({
  shape: { ...TriggerSettings.shape, ...switchFields },
  list: async (context) => {
    const { items } = await handlers['triggers.list']({ deleted: false, limit: listedAtMost }, context)
    return items.map((trigger) => ({ id: trigger.id, item: fieldsOf('trigger', trigger), isFixed: false }))
  },
  async create({ enabled, ...item }, context, brought) {
    const settings = TriggerSettings.parse(item)
    return prepareNewTrigger(parts, context, { ...settings, enabled: enabled === true }, brought)
  },
  update: (id, changes, context, brought) => prepareTriggerChange(parts, context, { id, ...changes }, brought),
  async finish(ids) {
    // The URLs that triggers deliver to are targets of their own.
    await parts.webhooks.reload()
    await parts.triggers.reload()
    for (const id of ids) parts.feed.publish({ kind: 'triggers.changed', data: { id } })
  },
})

function templateKind(handlers: ConfigurationHandlers, { templates: parts }: ConfigurationParts): Kind {
  const run = createTryTemplate(parts.runInSandbox)
  return {
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
    create: ({ name, ...content }, { workspaceId }) =>
      preparePublishedTemplate(parts, name, { workspaceId, content: TemplateContent.parse(content), run }),
    async update(id, changes, { workspaceId }) {
      const content = TemplateContent.parse({ ...(await contentOf(parts, workspaceId, id)), ...changes })
      return prepareTemplateVersion(parts, id, { workspaceId, content, run })
    },
    async finish(ids) {
      // What is published is pinned by webhooks when they plan.
      await parts.webhooks.reload()
      for (const id of ids) parts.feed.publish({ kind: 'templates.changed', data: { id } })
    },
  }
}
