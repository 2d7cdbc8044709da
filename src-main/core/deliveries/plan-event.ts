import { matchesEventType } from '#shared/rules/event-filter.ts'
import { evaluateCondition } from '#main/core/rules/evaluate-condition.ts'
import type { RequestFacts } from '#main/core/rules/request-facts.ts'
import type { MakeId } from '#main/core/make-id.ts'
import type { LiveWebhook } from '#main/core/webhooks/live-webhook.ts'
import type { DueItem } from './sending/due-item.ts'

/** An event as planning needs it. */
export type EventToPlan = {
  id: string
  workspaceId: string
  type: string
  priority: number
  /** The request that it is, if it is one. */
  requestId: string | null
  /** The signature of its request was checked and is wrong. */
  isForged: boolean
  /** Webhooks that do not get it: it came from where they lead. */
  quietWebhookIds?: readonly unknown[]
  /** What conditions ask; made when the first one does. */
  facts: () => RequestFacts
}

/** A delivery that is owed to a webhook, or held for it, as it is stored. */
export type PlannedEventDelivery = DueItem & {
  targetUrl: string
  heldBecause: string | null
  createdAt: number
  /** The action of a trigger that makes it owed; null: the webhook takes the event by itself. */
  actionId: string | null
}

/** What an event makes owed: a delivery for each webhook that takes its type and whose condition it meets. */
export function planEvent(
  event: EventToPlan,
  webhooks: readonly LiveWebhook[],
  { makeId, now }: { makeId: MakeId; now: number },
): PlannedEventDelivery[] {
  let facts: RequestFacts | null = null
  const takes = ({ id, settings: { events, condition, takesFailedSignatures } }: LiveWebhook): boolean =>
    !event.quietWebhookIds?.includes(id) &&
    matchesEventType(events, event.type) &&
    (!event.isForged || takesFailedSignatures) &&
    (condition === null || evaluateCondition(condition, (facts ??= event.facts())))
  return webhooks.filter(takes).map((webhook) => planDelivery(event, webhook, { id: makeId('delivery'), now }))
}

/** `templateVersionId`: what makes the payload, where it is not to be the webhook's own template. */
export type DeliveryPlan = {
  id: string
  now: number
  isTest?: boolean
  actionId?: string | null
  templateVersionId?: string | null
}

/** One delivery of an event to a webhook, whether or not it takes it by itself. */
export function planDelivery(
  event: Pick<EventToPlan, 'id' | 'workspaceId' | 'type' | 'priority' | 'requestId'>,
  { id: webhookId, settings, status, templateVersionId: own }: LiveWebhook,
  { id, now, isTest = false, actionId = null, templateVersionId = own }: DeliveryPlan,
): PlannedEventDelivery {
  return {
    id,
    workspaceId: event.workspaceId,
    webhookId,
    eventId: event.id,
    eventType: event.type,
    requestId: event.requestId,
    priority: event.priority,
    dueAt: now,
    attempts: 0,
    firstAttemptAt: null,
    isTest,
    templateVersionId,
    isReplay: false,
    targetUrl: settings.url,
    // A test is asked for by someone who waits for it.
    heldBecause: status === 'active' || isTest ? null : `The webhook is ${status}.`,
    createdAt: now,
    actionId,
  }
}
