import { AppError } from '#shared/contract/problem.ts'
import type { InputOf } from '#shared/contract/operations.ts'
import { secretNameOf, verificationGuide } from '#shared/guide/verification-guide.ts'
import { WebhookSettings } from '#shared/model/webhook.ts'
import type { Webhook } from '#shared/model/webhook.ts'
import { maskUrl } from '#shared/rules/secret-urls.ts'
import { matchesEventType } from '#shared/rules/event-filter.ts'
import { withPreset } from '#shared/rules/webhook-presets.ts'
import type { StoredWebhook, WebhookChange } from '#main/core/database/stores/webhook-store.ts'
import { listWebhookAttempts } from '#main/core/database/stores/attempt-list.ts'
import { listWebhooks } from '#main/core/database/stores/webhook-store.ts'
import { toAttemptRow } from '#main/core/deliveries/to-attempt-row.ts'
import { checkConnectivity } from '#main/core/webhooks/check-connectivity.ts'
import { checkSecrets, checkWebhook } from '#main/core/webhooks/check-webhook.ts'
import { openCredentials, partCredentials } from '#main/core/webhooks/credentials.ts'
import { generateSecret, newWebhookSecret } from '#main/core/webhooks/new-secret.ts'
import { createWebhook, switchedOff, updateWebhook } from '#main/core/webhooks/write-webhook.ts'
import { givenFields } from './given-fields.ts'
import type { Handlers } from './handlers.ts'
import { checkTemplateOf } from './templates-parts.ts'
import { webhookSecretsHandlers } from './webhook-secrets-handlers.ts'
import { webhookStatesHandlers } from './webhook-states-handlers.ts'
import type { WebhooksParts } from './webhooks-parts.ts'
import { applyWebhookChange, requireLiveWebhook, requireWebhook, showWebhook } from './webhooks-parts.ts'

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

const dayMs = 86_400_000
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

function changingHandlers(parts: WebhooksParts) {
  const { writer, clock, makeId, random, vault, own } = parts

  return {
    'webhooks.create': async ({ preset, secret: given, enabled, ...fields }, { workspaceId, sessionId, key }) => {
      const settings = WebhookSettings.parse(withPreset(preset, givenFields(fields)))
      const secret = given ?? generateSecret(random)
      checkWebhook(settings, own())
      checkSecrets(settings, [secret])
      await checkTemplateOf(parts, workspaceId, settings.templateId)
      const now = clock.now()
      const webhook = {
        id: makeId('webhook'),
        workspaceId,
        ...partCredentials(vault, settings, null),
        status: enabled ? 'active' : 'disabled',
        statusReason: enabled ? null : switchedOff,
        statusSince: now,
        createdBy: key?.id ?? sessionId,
        nextRotationAt: nextRotationOf(settings, now),
        createdAt: now,
        updatedAt: now,
        deletedAt: null,
      }
      const first = newWebhookSecret(parts, {
        workspaceId,
        webhookId: webhook.id,
        secret,
        startsAt: now,
        isShown: true,
        now,
      })
      await writer.write((tx) => createWebhook(tx, webhook, first))
      return {
        ...(await applyWebhookChange(parts, workspaceId, webhook.id)),
        secret: given === undefined ? secret : null,
      }
    },
    'webhooks.update': async ({ id, enabled, ...given }, { workspaceId }) => {
      await requireLiveWebhook(parts, workspaceId, id)
      const changes = givenFields(given)
      await checkTemplateOf(parts, workspaceId, given.templateId)
      const which = { workspaceId, id, enabled, now: clock.now() }
      await writer.write((tx) => updateWebhook(tx, which, (stored) => changedSettings(parts, stored, changes)))
      return applyWebhookChange(parts, workspaceId, id)
    },
  } satisfies Partial<Handlers>
}

const nextRotationOf = ({ rotateEveryDays }: WebhookSettings, from: number): number | null =>
  rotateEveryDays === null ? null : from + rotateEveryDays * dayMs

/** Settings after a change, checked, with their secrets apart. */
function changedSettings(
  { vault, webhooks, clock, own }: WebhooksParts,
  stored: StoredWebhook,
  changes: { [Field in keyof WebhookSettings]?: WebhookSettings[Field] | undefined },
): WebhookChange {
  const settings = WebhookSettings.parse({ ...stored.settings, ...changes })
  checkWebhook(settings, own())
  const secrets = webhooks.byId(stored.id)?.secrets ?? []
  checkSecrets(
    settings,
    secrets.map(({ secret }) => secret),
  )
  const before = { auth: stored.settings.auth, credentials: openCredentials(vault, stored.credentials) }
  const isSameRhythm = settings.rotateEveryDays === stored.settings.rotateEveryDays
  return {
    ...partCredentials(vault, settings, before),
    nextRotationAt: isSameRhythm ? stored.nextRotationAt : nextRotationOf(settings, clock.now()),
  }
}
