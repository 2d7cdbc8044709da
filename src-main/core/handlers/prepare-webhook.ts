import type { InputOf } from '#shared/contract/operations.ts'
import { WebhookSettings } from '#shared/model/webhook.ts'
import type { Webhook } from '#shared/model/webhook.ts'
import { withPreset } from '#shared/rules/webhook-presets.ts'
import type { Brought, Prepared } from '#main/core/database/prepared.ts'
import type { StoredWebhook, WebhookChange } from '#main/core/database/stores/webhook-store.ts'
import { checkSecrets, checkWebhook } from '#main/core/webhooks/check-webhook.ts'
import { openCredentials, partCredentials } from '#main/core/webhooks/credentials.ts'
import { generateSecret, newWebhookSecret } from '#main/core/webhooks/new-secret.ts'
import { createWebhook, switchedOff, updateWebhook } from '#main/core/webhooks/write-webhook.ts'
import { givenFields } from './given-fields.ts'
import { checkTemplateOf } from './templates-parts.ts'
import type { WebhooksParts } from './webhooks-parts.ts'
import { applyWebhookChange, requireLiveWebhook } from './webhooks-parts.ts'

type Creator = { workspaceId: string; createdBy: string | null }

/** Checks a new webhook. Throws `bad-webhook`, `bad-secret` and `bad-input`. */
export async function prepareNewWebhook(
  parts: WebhooksParts,
  { workspaceId, createdBy }: Creator,
  { preset, secret: given, enabled, ...fields }: InputOf<'webhooks.create'>,
  brought: Brought,
): Promise<Prepared<Webhook & { secret: string | null }>> {
  const { clock, makeId, random, vault, egress, own } = parts
  const settings = WebhookSettings.parse(withPreset(preset, givenFields(fields)))
  const secret = given ?? generateSecret(random)
  checkWebhook(settings, { before: null, egress, own: own() })
  checkSecrets(settings, [secret])
  await checkTemplateOf(parts, workspaceId, settings.templateId, brought)
  const now = clock.now()
  const id = makeId('webhook')
  const webhook = {
    id,
    workspaceId,
    ...partCredentials(vault, settings, null),
    status: enabled ? 'active' : 'disabled',
    statusReason: enabled ? null : switchedOff,
    statusSince: now,
    createdBy,
    nextRotationAt: nextRotationOf(settings, now),
    createdAt: now,
    updatedAt: now,
    deletedAt: null,
  }
  const first = newWebhookSecret(parts, { workspaceId, webhookId: id, secret, startsAt: now, isShown: true, now })
  return {
    id,
    write: (tx) => createWebhook(tx, webhook, first),
    settle: async () => ({
      ...(await applyWebhookChange(parts, workspaceId, id)),
      secret: given === undefined ? secret : null,
    }),
  }
}

/** Checks a change of a webhook. Throws `webhook-not-found`, and what a new one throws. */
export async function prepareWebhookChange(
  parts: WebhooksParts,
  workspaceId: string,
  { id, enabled, ...given }: InputOf<'webhooks.update'>,
  brought: Brought,
): Promise<Prepared<Webhook>> {
  const stored = await requireLiveWebhook(parts, workspaceId, id)
  const changes = givenFields(given)
  await checkTemplateOf(parts, workspaceId, given.templateId, brought)
  // Now, to be refused before anything is written; and again on what stands there by then.
  changedSettings(parts, stored, changes)
  const which = { workspaceId, id, enabled, now: parts.clock.now() }
  return {
    id,
    write: (tx) => updateWebhook(tx, which, (before) => changedSettings(parts, before, changes)),
    settle: () => applyWebhookChange(parts, workspaceId, id),
  }
}

const dayMs = 86_400_000

const nextRotationOf = ({ rotateEveryDays }: WebhookSettings, from: number): number | null =>
  rotateEveryDays === null ? null : from + rotateEveryDays * dayMs

/** Settings after a change, checked, with their secrets apart. */
function changedSettings(
  { vault, webhooks, clock, egress, own }: WebhooksParts,
  stored: StoredWebhook,
  changes: { [Field in keyof WebhookSettings]?: WebhookSettings[Field] | undefined },
): WebhookChange {
  const settings = WebhookSettings.parse({ ...stored.settings, ...changes })
  checkWebhook(settings, { before: stored.settings, egress, own: own() })
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
