import { z } from 'zod'
import type { Handlers, CallContext } from '#main/core/handlers/handlers.ts'
import { AppError } from '#shared/contract/problem.ts'
import type { AttemptRow } from '#shared/model/delivery.ts'
import type { Webhook } from '#shared/model/webhook.ts'
import { WebhookUrl } from '#shared/model/webhook.ts'
import { EventPattern, matchesEventType } from '#shared/rules/event-filter.ts'
import { wholeSeconds, wholeSecondsOrNull } from './compat-route.ts'

/** What TaskFlow's document lets a caller decide. */
export const TaskflowSettings = z.object({
  url: WebhookUrl,
  events: z.array(EventPattern).min(1).max(100),
  secret: z.string().min(1).max(4096).optional(),
  enabled: z.boolean().default(true),
})

/** A webhook as TaskFlow's document shows it. */
export const TaskflowWebhook = z.object({
  id: z.string(),
  url: z.string(),
  events: z.array(z.string()),
  enabled: z.boolean(),
  created_at: z.string(),
  last_triggered: z.string().nullable(),
  delivery_success_rate: z.number(),
})

export const TaskflowWebhookWithSecret = TaskflowWebhook.extend({
  secret: z.string().optional().describe('Only in the answer to a call that gave none.'),
})

/** One attempt as TaskFlow's document lists it. */
export const TaskflowAttempt = z.object({
  id: z.string().describe('Of the delivery.'),
  event_id: z.string().nullable(),
  event_type: z.string().nullable(),
  attempt: z.int(),
  status: z.enum(['delivered', 'failed', 'pending']),
  status_code: z.int().nullable(),
  response_time_ms: z.int().nullable(),
  error: z.string().nullable(),
  attempted_at: z.string(),
})

export const toTaskflow = (webhook: Webhook): z.infer<typeof TaskflowWebhook> => ({
  id: webhook.id,
  url: webhook.url,
  events: webhook.events,
  enabled: webhook.status !== 'disabled',
  created_at: wholeSeconds(webhook.createdAt),
  last_triggered: wholeSecondsOrNull(webhook.lastTriggeredAt),
  delivery_success_rate: webhook.successRate ?? 0,
})

export const toTaskflowAttempt = (attempt: AttemptRow): z.infer<typeof TaskflowAttempt> => ({
  id: attempt.deliveryId,
  event_id: attempt.eventId,
  event_type: attempt.eventType,
  attempt: attempt.number,
  status: attempt.endedAt === null ? 'pending' : attempt.isSuccess ? 'delivered' : 'failed',
  status_code: attempt.status,
  response_time_ms: attempt.timing === null ? null : Math.round(attempt.timing.totalMs),
  error: attempt.reason,
  attempted_at: wholeSeconds(attempt.startedAt),
})

/** Refuses types of which nobody has ever heard, and patterns that find none. Throws `bad-input`. */
export async function requireKnownTypes(
  handlers: Handlers,
  events: readonly string[],
  context: CallContext,
): Promise<void> {
  const { items } = await handlers['eventTypes.list']({}, context)
  const errors = events.flatMap((pattern, index) =>
    items.some(({ name }) => matchesEventType([pattern], name))
      ? []
      : [{ path: `events.${index}`, message: 'is no type of event' }],
  )
  if (errors.length === 0) return
  throw new AppError('bad-input', `There are unknown types among the events. See GET /api/v1/event-types.`, { errors })
}

/** A webhook made here has no name of its own: its host is one. */
export const nameOf = (url: string): string => new URL(url).host.slice(0, 80)
