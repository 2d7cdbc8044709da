import { AppError } from '#shared/contract/problem.ts'
import type { Webhook } from '#shared/model/webhook.ts'
import type { Reader } from '#main/core/database/handles.ts'
import { listWebhookSecrets } from '#main/core/database/stores/webhook-secret-store.ts'
import type { StoredWebhook } from '#main/core/database/stores/webhook-store.ts'
import { findWebhook } from '#main/core/database/stores/webhook-store.ts'
import type { Writer } from '#main/core/database/writer.ts'
import type { Feed } from '#main/core/feed/feed.ts'
import type { MakeId } from '#main/core/make-id.ts'
import type { CheckTarget, Clock, Egress, Random, SecretVault, SendRequest } from '#main/core/ports.ts'
import type { OwnAddresses } from '#main/core/sources/check-forwarding.ts'
import { toWebhook } from '#main/core/webhooks/to-webhook.ts'
import type { WebhookRegistry } from '#main/core/webhooks/webhook-registry.ts'

/** What the handlers of webhooks and their secrets are made of. */
export type WebhooksParts = {
  db: Reader
  writer: Writer
  clock: Clock
  random: Random
  makeId: MakeId
  vault: SecretVault
  webhooks: WebhookRegistry
  feed: Feed
  own: () => OwnAddresses
  sendRequest: SendRequest
  checkTarget: CheckTarget
  egress: Egress
}

/** The webhook with an id, deleted or not. Throws `webhook-not-found`. */
export async function requireWebhook({ db }: WebhooksParts, workspaceId: string, id: string): Promise<StoredWebhook> {
  const webhook = await findWebhook(db, workspaceId, id)
  if (!webhook) throw new AppError('webhook-not-found', `No webhook has the id ${id}.`)
  return webhook
}

/** The webhook with an id that is not deleted. Throws `webhook-not-found`. */
export async function requireLiveWebhook(
  parts: WebhooksParts,
  workspaceId: string,
  id: string,
): Promise<StoredWebhook> {
  const webhook = await requireWebhook(parts, workspaceId, id)
  if (webhook.deletedAt === null) return webhook
  throw new AppError('webhook-not-found', `The webhook ${id} was deleted. Restore it first.`)
}

export async function showWebhook({ db, clock }: WebhooksParts, stored: StoredWebhook): Promise<Webhook> {
  return toWebhook(stored, await listWebhookSecrets(db, stored.id), clock.now())
}

/** Brings a change of a webhook into force: planning and sending know it, the feed tells it, the caller sees it. */
export async function applyWebhookChange(parts: WebhooksParts, workspaceId: string, id: string): Promise<Webhook> {
  await parts.webhooks.reload()
  parts.feed.publish({ kind: 'webhooks.changed', data: { id } })
  return showWebhook(parts, await requireWebhook(parts, workspaceId, id))
}
