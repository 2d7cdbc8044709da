import { z } from 'zod'
import { Attempt, Delivery, DeliveryKind, DeliveryRow, DeliveryState } from '#shared/model/delivery.ts'
import { DeliveryId, EventId, RequestId, WebhookId } from '#shared/model/id.ts'
import { operation, page, pageInput } from './operation.ts'

const filter = {
  state: DeliveryState.optional(),
  kind: DeliveryKind.optional(),
  requestId: RequestId.optional(),
  webhookId: WebhookId.optional(),
  eventId: EventId.optional(),
  q: z.string().max(2000).optional().describe('A query such as: state:dead_letter webhook:crm event:task.* last:24h'),
}

const { webhookId: _, ...filterOfOne } = filter

const replayHow = {
  body: z
    .enum(['as-sent', 're-rendered'])
    .default('as-sent')
    .describe('as-sent: the bytes of its attempts. re-rendered: made anew, as the webhook is now.'),
}

const one = z.object({ id: DeliveryId })

export const deliveriesOperations = {
  'deliveries.list': operation({
    summary: 'List deliveries, newest first.',
    method: 'GET',
    path: '/deliveries',
    scope: 'read',
    input: z.object({ ...pageInput, ...filter }),
    output: page(DeliveryRow),
  }),
  'deliveries.count': operation({
    summary: 'Count the deliveries that a filter finds, exactly up to 10,000.',
    method: 'GET',
    path: '/deliveries/count',
    scope: 'read',
    input: z.object(filter),
    output: z.object({ count: z.int(), isEstimate: z.boolean().describe('There are more than counted.') }),
  }),
  'webhooks.deliveries': operation({
    summary: 'List the deliveries of a webhook, newest first.',
    method: 'GET',
    path: '/webhooks/{id}/deliveries',
    scope: 'read',
    input: z.object({ ...filterOfOne, id: WebhookId, ...pageInput }),
    output: page(DeliveryRow),
  }),
  'deliveries.get': operation({
    summary: 'Show one delivery with its attempts.',
    method: 'GET',
    path: '/deliveries/{id}',
    scope: 'read',
    input: one,
    output: Delivery,
  }),
  'deliveries.attempts': operation({
    summary: 'List the attempts of a delivery, first to last.',
    method: 'GET',
    path: '/deliveries/{id}/attempts',
    scope: 'read',
    input: one,
    output: page(Attempt),
  }),
  'deliveries.cancel': operation({
    summary: 'Cancel a delivery that is still owed; an attempt under way is cut short.',
    method: 'POST',
    path: '/deliveries/{id}/cancel',
    scope: 'write',
    input: one,
    output: Delivery,
  }),
  'deliveries.retry': operation({
    summary: 'Make the next attempt of a delivery to a webhook now.',
    method: 'POST',
    path: '/deliveries/{id}/retry',
    scope: 'write',
    input: one,
    output: Delivery,
  }),
  'deliveries.replay': operation({
    summary: 'Send an event again that a delivery has sent or failed to send; the webhook-id stays the same.',
    method: 'POST',
    path: '/deliveries/{id}/replay',
    scope: 'write',
    success: 201,
    input: z.object({ ...one.shape, ...replayHow }),
    output: Delivery,
  }),
  'deliveries.replayMany': operation({
    summary: 'Replay the deliveries to webhooks that are named or that a filter finds, the oldest first.',
    method: 'POST',
    path: '/deliveries/replay',
    scope: 'write',
    input: z.object({
      ids: z.array(DeliveryId).min(1).max(10_000).optional(),
      ...filter,
      state: DeliveryState.optional().describe('Left out: dead_letter, unless q names a state.'),
      ...replayHow,
      pace: z.number().min(0.01).max(1000).default(10).describe('At most so many begin a second.'),
      dryRun: z.boolean().default(false).describe('Only count.'),
    }),
    output: z.object({ count: z.int().describe('Without those that were replayed already, and not in vain.') }),
  }),
}
