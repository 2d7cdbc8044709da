import { eventIdOfRequest, typeOfRequest } from '#shared/model/event.ts'
import type { RoutedFields } from '#main/core/database/stores/request-writes.ts'
import { eventFacts } from '#main/core/events/event-facts.ts'
import { eventOfRequest } from '#main/core/events/to-event.ts'
import type { MakeId } from '#main/core/make-id.ts'
import type { KeptRequest } from '#main/core/requests/kept-request.ts'
import { requestFacts } from '#main/core/rules/request-facts.ts'
import type { WebhookRegistry } from '#main/core/webhooks/webhook-registry.ts'
import type { PlannedEventDelivery } from './plan-event.ts'
import { planEvent } from './plan-event.ts'

/** What a request makes owed as the event that it is. Without webhooks it costs nothing. */
export function planRequestEvent(
  kept: KeptRequest,
  fields: RoutedFields,
  { webhooks, makeId, now }: { webhooks: WebhookRegistry; makeId: MakeId; now: number },
): PlannedEventDelivery[] {
  if (webhooks.isEmpty() || kept.state !== 'accepted') return []
  const event = {
    id: eventIdOfRequest(kept.id),
    workspaceId: kept.workspaceId,
    type: typeOfRequest(kept.provider, fields.eventType),
    priority: 0,
    requestId: kept.id,
    isForged: kept.verification.state === 'failed',
    facts: () => eventFacts(eventOfRequest(kept, fields), requestFacts(kept, kept.provider)),
  }
  return planEvent(event, webhooks.taking(kept.workspaceId, event.type), { makeId, now })
}
