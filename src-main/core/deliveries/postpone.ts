import { postponeDeliveries } from '#main/core/database/stores/postponed-deliveries.ts'
import type { EventTable } from '#main/core/database/webhook-tables.ts'
import type { Writer } from '#main/core/database/writer.ts'
import type { MakeId } from '#main/core/make-id.ts'
import type { Clock, Log } from '#main/core/ports.ts'
import type { LiveWebhook } from '#main/core/webhooks/live-webhook.ts'
import type { WebhookRegistry } from '#main/core/webhooks/webhook-registry.ts'
import { overQuota } from './daily-quota.ts'
import { persist, stopped } from './persist.ts'
import { systemEvent } from './system-event.ts'
import type { TellDeliveries } from './tell-deliveries.ts'

const atOnce = 1_000

export type PostponeParts = {
  writer: Writer
  clock: Clock
  log: Log
  makeId: MakeId
  webhooks: WebhookRegistry
  tell: TellDeliveries
  /** Publishes an event that Creel tells of itself. */
  publish: (event: EventTable) => Promise<unknown>
}

/** Puts off until the next UTC day what a webhook's quota leaves no room for, and tells that once a day. */
export function createPostpone(parts: PostponeParts) {
  const { writer, clock, log, webhooks, tell, publish } = parts
  return async (webhookId: string, until: number, stopping: AbortSignal): Promise<void> => {
    const webhook = webhooks.byId(webhookId)
    const perDay = webhook?.settings.dailyQuota ?? null
    // Neither is there any more: nothing is over it.
    if (!webhook || perDay === null) return
    const reason = overQuota(perDay)
    for (let count = atOnce; count === atOnce;) {
      const which = { until, reason, now: clock.now(), limit: atOnce }
      const postponed = await persist(parts, stopping, () =>
        writer.write((tx) => postponeDeliveries(tx, webhookId, which)),
      )
      if (postponed === stopped) return
      for (const id of postponed) tell({ id, requestId: null })
      count = postponed.length
    }
    await publish(quotaReached(parts, webhook, { perDay, until })).catch((error: unknown) =>
      log.error('delivery.consequence-failed', { webhook: webhookId, error: String(error) }),
    )
  }
}

// One key a day: told again, it is the same event.
const quotaReached = (
  { makeId, clock }: PostponeParts,
  { id: webhookId, workspaceId, settings: { name } }: LiveWebhook,
  { perDay, until }: { perDay: number; until: number },
): EventTable => ({
  ...systemEvent(
    'system.quota_reached',
    { id: makeId('event'), workspaceId, now: clock.now() },
    {
      webhookId,
      name,
      dailyQuota: perDay,
      heldUntil: new Date(until).toISOString(),
    },
  ),
  dedupeKey: `${webhookId} ${perDay} ${until}`,
})
