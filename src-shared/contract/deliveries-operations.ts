import { z } from 'zod'
import { Delivery, DeliveryKind, DeliveryRow, DeliveryState } from '#shared/model/delivery.ts'
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
  'deliveries.get': operation({
    summary: 'Show one delivery with its attempts.',
    method: 'GET',
    path: '/deliveries/{id}',
    scope: 'read',
    input: z.object({ id: DeliveryId }),
    output: Delivery,
  }),
  'deliveries.cancel': operation({
    summary: 'Cancel a delivery that is still owed; an attempt under way is cut short.',
    method: 'POST',
    path: '/deliveries/{id}/cancel',
    scope: 'write',
    input: z.object({ id: DeliveryId }),
    output: Delivery,
  }),
}
