import { WebhookStatus } from '#shared/model/webhook.ts'
import type { Reader } from '#main/core/database/handles.ts'
import { listAllWebhookSecrets } from '#main/core/database/stores/webhook-secret-store.ts'
import { listUrlTargets } from '#main/core/database/stores/url-target-store.ts'
import { listAllWebhooks } from '#main/core/database/stores/webhook-store.ts'
import { listLiveTemplates } from '#main/core/database/stores/template-store.ts'
import type { WebhookSecretTable } from '#main/core/database/webhook-tables.ts'
import type { Log, SecretVault } from '#main/core/ports.ts'
import { createEventIndex } from '#main/core/events/event-index.ts'
import type { EventIndex } from '#main/core/events/event-index.ts'
import { createTemplateOf } from '#main/core/templates/live-templates.ts'
import type { TemplateOf } from '#main/core/templates/live-templates.ts'
import { noCredentials, openCredentials } from './credentials.ts'
import type { LiveWebhook, OpenWebhookSecret } from './live-webhook.ts'
import { ownHeaders } from './live-webhook.ts'
import { webhookOfUrl } from './url-target.ts'

/** All webhooks in memory, so that planning and sending look them up without the database. */
export type WebhookRegistry = {
  /** Also a URL that triggers deliver to without a webhook. */
  byId: (id: string) => LiveWebhook | undefined
  /** Those of a workspace, oldest first; paused and disabled ones too, since their deliveries are held. */
  of: (workspaceId: string) => readonly LiveWebhook[]
  /** Those of them that take a type of event, whatever their conditions say. */
  taking: (workspaceId: string, type: string) => readonly LiveWebhook[]
  /** What new deliveries are made with. */
  templateOf: TemplateOf
  /** True where nothing could be planned: the hot path asks this first. */
  isEmpty: () => boolean
  /** Reads everything anew; called after each change of a webhook or a secret. */
  reload: () => Promise<void>
  /** Calls back after each reload. */
  watch: (listener: () => void) => void
}

export function createWebhookRegistry(db: Reader, vault: SecretVault, log: Log): WebhookRegistry {
  let webhooks = new Map<string, LiveWebhook>()
  let templateOf = createTemplateOf([])
  let byWorkspace = new Map<string, { all: LiveWebhook[]; taking: EventIndex<LiveWebhook> }>()
  const listeners: (() => void)[] = []

  const readable = <Value>(webhookId: string, read: () => Value): Value | null => {
    try {
      return read()
    } catch {
      // Sealed with a key that was lost: it is skipped and said, and must not keep Creel from starting.
      log.error('webhook.secret-unreadable', { webhook: webhookId })
      return null
    }
  }
  const openSecret = ({ sealed, ...secret }: WebhookSecretTable): OpenWebhookSecret[] => {
    const text = readable(secret.webhookId, () => vault.open(sealed))
    return text === null ? [] : [{ ...secret, secret: text }]
  }

  return {
    byId: (id) => webhooks.get(id),
    of: (workspaceId) => byWorkspace.get(workspaceId)?.all ?? [],
    taking: (workspaceId, type) => byWorkspace.get(workspaceId)?.taking(type) ?? [],
    templateOf: (workspaceId, id) => templateOf(workspaceId, id),
    watch: (listener) => void listeners.push(listener),
    isEmpty: () => byWorkspace.size === 0,
    async reload() {
      const [stored, secrets] = [await listAllWebhooks(db), await listAllWebhookSecrets(db)]
      const template = createTemplateOf(await listLiveTemplates(db))
      const secretsOf = Map.groupBy(secrets, ({ webhookId }) => webhookId)
      const live = stored.map(({ id, workspaceId, settings, status, credentials }): LiveWebhook => {
        const opened = readable(id, () => openCredentials(vault, credentials))
        return {
          id,
          workspaceId,
          settings,
          templateVersionId:
            settings.templateId === null ? null : (template(workspaceId, settings.templateId)?.versionId ?? null),
          // Without its credentials it would be refused, or say less than it should: its deliveries are held.
          status: opened === null ? 'disabled' : WebhookStatus.parse(status),
          secrets: (secretsOf.get(id) ?? []).flatMap(openSecret),
          headers: ownHeaders(settings, opened ?? noCredentials),
        }
      })
      templateOf = template
      const urls = (await listUrlTargets(db)).map(webhookOfUrl)
      webhooks = new Map([...urls, ...live].map((webhook) => [webhook.id, webhook]))
      byWorkspace = new Map(
        [...Map.groupBy(live, ({ workspaceId }) => workspaceId)].map(([workspaceId, all]) => [
          workspaceId,
          { all, taking: createEventIndex(all, ({ settings }) => settings.events) },
        ]),
      )
      for (const listener of listeners) listener()
    },
  }
}
