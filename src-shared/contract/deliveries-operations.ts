import { z } from 'zod'
import { Delivery, DeliveryKind, DeliveryRow, DeliveryState } from '#shared/model/delivery.ts'
import { DeliveryId, RequestId } from '#shared/model/id.ts'
import { operation, page, pageInput } from './operation.ts'

export const deliveriesOperations = {
  'deliveries.list': operation({
    summary: 'List deliveries, newest first.',
    method: 'GET',
    path: '/deliveries',
    scope: 'read',
    input: z.object({
      ...pageInput,
      state: DeliveryState.optional(),
      kind: DeliveryKind.optional(),
      requestId: RequestId.optional(),
    }),
    output: page(DeliveryRow),
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
