import type { Webhook } from '#shared/model/webhook.ts'
import {
  deleteWebhook,
  purgeWebhookWhole,
  restoreWebhook,
  startWebhook,
  stopWebhook,
} from '#main/core/webhooks/write-webhook.ts'
import type { Handlers } from './handlers.ts'
import type { WebhooksParts } from './webhooks-parts.ts'
import { applyWebhookChange, requireLiveWebhook, requireWebhook } from './webhooks-parts.ts'

type WebhookStatesHandlers = Pick<
  Handlers,
  'webhooks.delete' | 'webhooks.restore' | 'webhooks.pause' | 'webhooks.resume'
>

export function webhookStatesHandlers(parts: WebhooksParts): WebhookStatesHandlers {
  const { writer, clock } = parts
  const change = async (
    workspaceId: string,
    id: string,
    write: (now: number) => Promise<unknown>,
  ): Promise<Webhook> => {
    await write(clock.now())
    return applyWebhookChange(parts, workspaceId, id)
  }

  return {
    'webhooks.delete': async ({ id, purge }, { workspaceId }) => {
      await (purge ? requireWebhook : requireLiveWebhook)(parts, workspaceId, id)
      const now = clock.now()
      await writer.write((tx) => (purge ? purgeWebhookWhole(tx, id, now) : deleteWebhook(tx, id, now)))
      await parts.webhooks.reload()
      parts.feed.publish({ kind: 'webhooks.changed', data: { id } })
      return null
    },
    'webhooks.restore': async ({ id }, { workspaceId }) => {
      await requireWebhook(parts, workspaceId, id)
      return change(workspaceId, id, (now) => writer.write((tx) => restoreWebhook(tx, id, now)))
    },
    'webhooks.pause': async ({ id, reason = 'A person paused it.' }, { workspaceId }) => {
      await requireLiveWebhook(parts, workspaceId, id)
      const pause = { status: 'paused', reason } as const
      return change(workspaceId, id, (now) => writer.write((tx) => stopWebhook(tx, id, { ...pause, now })))
    },
    'webhooks.resume': async ({ id, held, since }, { workspaceId }) => {
      await requireLiveWebhook(parts, workspaceId, id)
      const choice = { held, since: since === undefined ? 0 : Date.parse(since) }
      return change(workspaceId, id, (now) => writer.write((tx) => startWebhook(tx, id, choice, now)))
    },
  }
}
