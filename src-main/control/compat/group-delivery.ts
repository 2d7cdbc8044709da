import { z } from 'zod'
import type { Delivery, DeliveryState } from '#shared/model/delivery.ts'
import type { Event } from '#shared/model/event.ts'
import { wholeSecondsOrNull } from './compat-route.ts'

export const GroupStatus = z.enum(['queued', 'delivered', 'failed', 'dead-letter'])
export type GroupStatus = z.infer<typeof GroupStatus>

/** A delivery as the group's document lists it. */
export const GroupDelivery = z.object({
  id: z.string(),
  groupId: z.string(),
  webhookId: z.string(),
  eventType: z.string(),
  payloadSummary: z.string().describe('Type, id and size; no value of the payload.'),
  status: GroupStatus,
  attempts: z.int(),
  lastAttemptAt: z.string().nullable(),
  errorMessage: z.string().optional(),
})

/** The document has four words: what failed once and is tried again counts as failed. */
const statusOf: Record<DeliveryState, GroupStatus> = {
  queued: 'queued',
  sending: 'queued',
  held: 'queued',
  retrying: 'failed',
  delivered: 'delivered',
  dead_letter: 'dead-letter',
  cancelled: 'failed',
}

export const groupStatusOf = (state: DeliveryState): GroupStatus => statusOf[state]

/** A delivery as the document shows it; `event` is what it sends, null where that is gone. */
export function toGroupDelivery(delivery: Delivery, event: Event | null): z.infer<typeof GroupDelivery> {
  const { state, attempts, reason } = delivery
  return {
    id: delivery.id,
    groupId: delivery.workspaceId,
    webhookId: delivery.webhookId ?? '',
    eventType: delivery.eventType ?? '',
    payloadSummary: summaryOf(delivery, event),
    status: statusOf[state],
    attempts: delivery.attemptCount,
    lastAttemptAt: wholeSecondsOrNull(delivery.lastAttemptAt),
    ...errorOf(state, reason ?? attempts.at(-1)?.error?.message ?? null),
  }
}

function summaryOf({ eventType, eventId, attempts }: Delivery, event: Event | null): string {
  const { id: about } = event?.data ?? {}
  const bytes = attempts.at(-1)?.request.bodyBytes
  const parts = [eventType, typeof about === 'string' ? about : eventId, bytes === undefined ? null : `${bytes} B`]
  return parts.filter((part) => part !== null).join(' ')
}

function errorOf(state: DeliveryState, reason: string | null): { errorMessage?: string } {
  if (state === 'cancelled') return { errorMessage: `cancelled: ${reason ?? 'by a person'}` }
  return reason === null || state === 'delivered' ? {} : { errorMessage: reason }
}
