import { AppError } from '#shared/contract/problem.ts'
import { listDeliveriesOfEvent } from '#main/core/database/stores/delivery-store.ts'
import type { Sending } from '#main/core/deliveries/create-sending.ts'
import { toDeliveryRow } from '#main/core/deliveries/to-delivery.ts'
import type { CheckData } from '#main/core/events/check-event.ts'
import { requireType } from '#main/core/events/event-types.ts'
import { newEvent } from '#main/core/events/new-event.ts'
import type { Publisher } from '#main/core/events/publish-event.ts'
import type { Handlers } from './handlers.ts'
import type { WebhooksParts } from './webhooks-parts.ts'
import { requireLiveWebhook } from './webhooks-parts.ts'

export type WebhookTestParts = WebhooksParts & { publisher: Publisher; sending: Sending; check: CheckData }

/** A test is published as an event of its own, which goes to this webhook alone. */
export function webhookTestHandlers(parts: WebhookTestParts): Pick<Handlers, 'webhooks.test'> {
  const { db, clock, publisher, sending } = parts
  return {
    'webhooks.test': async ({ id, eventType: name, version, data }, { workspaceId }) => {
      await requireLiveWebhook(parts, workspaceId, id)
      const described = await requireType(db, { workspaceId, name, version })
      const draft = {
        source: 'creel',
        data: data ?? described.sample,
        metadata: { isTest: true },
        priority: 100,
        dedupeWindowSeconds: 1,
      }
      const of = { workspaceId, name, version, described, idempotencyKey: null, now: clock.now() }
      const { event } = await publisher.publish(newEvent(parts, draft, of), sending.planFor(id, { isTest: true }))
      const [delivery] = await listDeliveriesOfEvent(db, event.id)
      if (!delivery) throw new AppError('webhook-not-found', `The webhook ${id} was deleted meanwhile.`)
      return toDeliveryRow(delivery)
    },
  }
}
