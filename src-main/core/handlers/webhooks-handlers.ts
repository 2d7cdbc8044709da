import { AppError } from '#shared/contract/problem.ts'
import type { InputOf } from '#shared/contract/operations.ts'
import { secretNameOf, verificationGuide } from '#shared/guide/verification-guide.ts'
import type { Webhook } from '#shared/model/webhook.ts'
import { maskUrl } from '#shared/rules/secret-urls.ts'
import { matchesEventType } from '#shared/rules/event-filter.ts'
import { carryOut, nothingBrought } from '#main/core/database/prepared.ts'
import type { StoredWebhook } from '#main/core/database/stores/webhook-store.ts'
import { listWebhookAttempts } from '#main/core/database/stores/attempt-list.ts'
import { listWebhooks } from '#main/core/database/stores/webhook-store.ts'
import { toAttemptRow } from '#main/core/deliveries/to-attempt-row.ts'
import { checkConnectivity } from '#main/core/webhooks/check-connectivity.ts'
import type { Handlers } from './handlers.ts'
import { prepareNewWebhook, prepareWebhookChange } from './prepare-webhook.ts'
import { webhookSecretsHandlers } from './webhook-secrets-handlers.ts'
import { webhookStatesHandlers } from './webhook-states-handlers.ts'
import type { WebhooksParts } from './webhooks-parts.ts'
import { requireLiveWebhook, requireWebhook, showWebhook } from './webhooks-parts.ts'

type WebhooksHandlers = Omit<
  Pick<Handlers, Extract<keyof Handlers, `webhooks.${string}`>>,
  'webhooks.test' | 'webhooks.deliveries'
>

export function webhooksHandlers(parts: WebhooksParts): WebhooksHandlers {
  return {
    ...readingHandlers(parts),
    ...changingHandlers(parts),
    ...webhookStatesHandlers(parts),
    ...webhookSecretsHandlers(parts),
  }
}

const listedAtOnce = 500
const aboveAllAttempts = 'att_~'

function readingHandlers(parts: WebhooksParts) {
  return {
    'webhooks.list': async ({ limit, cursor = '', deleted, ...filter }, { workspaceId }) => {
      const found: StoredWebhook[] = []
      let afterId = cursor
      for (let isWhole = false; !isWhole && found.length <= limit;) {
        const which = { workspaceId, isDeleted: deleted, afterId, limit: listedAtOnce }
        const slice = await listWebhooks(parts.db, which)
        found.push(...slice.filter((stored) => isWanted(stored, filter)))
        afterId = slice.at(-1)?.id ?? afterId
        isWhole = slice.length < listedAtOnce
      }
      const items = await Promise.all(found.slice(0, limit).map((stored) => showWebhook(parts, stored)))
      return { items: items.map(withMaskedUrl), nextCursor: found.length > limit ? (items.at(-1)?.id ?? null) : null }
    },
    'webhooks.get': async ({ id }, { workspaceId }) => showWebhook(parts, await requireWebhook(parts, workspaceId, id)),
    'webhooks.verificationGuide': async ({ id }, { workspaceId }) => {
      const { settings } = await requireWebhook(parts, workspaceId, id)
      const secretName = secretNameOf(settings.name)
      return { secretName, guides: settings.signatures.map((choice) => verificationGuide(choice, secretName)) }
    },
    'webhooks.check': async ({ id, ping }, { workspaceId, signal }) => {
      await requireLiveWebhook(parts, workspaceId, id)
      const live = parts.webhooks.byId(id)
      if (!live) throw new AppError('webhook-not-found', `No webhook has the id ${id}.`)
      return checkConnectivity(parts, live, { pings: ping, signal })
    },
    'webhooks.attempts': async ({ id, limit, cursor = aboveAllAttempts }, { workspaceId }) => {
      await requireWebhook(parts, workspaceId, id)
      const rows = await listWebhookAttempts(parts.db, { webhookId: id, beforeId: cursor, limit })
      return { items: rows.map(toAttemptRow), nextCursor: rows.length < limit ? null : (rows.at(-1)?.id ?? null) }
    },
  } satisfies Partial<Handlers>
}

// Lists are looked at by many, and end up in logs of others.
const withMaskedUrl = (webhook: Webhook): Webhook => ({ ...webhook, url: maskUrl(webhook.url) })

type Filter = Pick<InputOf<'webhooks.list'>, 'status' | 'event' | 'q'>

function isWanted({ status, settings }: StoredWebhook, { status: wanted, event, q = '' }: Filter): boolean {
  const text = `${settings.name}\n${settings.url}`.toLowerCase()
  return (
    (wanted === undefined || status === wanted) &&
    (event === undefined || matchesEventType(settings.events, event)) &&
    text.includes(q.trim().toLowerCase())
  )
}

const changingHandlers = (parts: WebhooksParts) =>
  ({
    'webhooks.create': async (input, { workspaceId, sessionId, key }) => {
      const creator = { workspaceId, createdBy: key?.id ?? sessionId }
      return carryOut(parts.writer, await prepareNewWebhook(parts, creator, input, nothingBrought))
    },
    'webhooks.update': async (input, { workspaceId }) =>
      carryOut(parts.writer, await prepareWebhookChange(parts, workspaceId, input, nothingBrought)),
  }) satisfies Partial<Handlers>
