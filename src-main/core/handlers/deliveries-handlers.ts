import { AppError } from '#shared/contract/problem.ts'
import type { Delivery } from '#shared/model/delivery.ts'
import type { StoredDelivery } from '#main/core/database/stores/delivery-store.ts'
import { findDelivery, listAttempts, listDeliveriesOf } from '#main/core/database/stores/delivery-store.ts'
import { toDelivery } from '#main/core/deliveries/to-delivery.ts'
import type { Handlers } from './handlers.ts'
import type { RequestsParts } from './requests-parts.ts'
import { requireRequest } from './requests-parts.ts'

type DeliveriesHandlers = Pick<Handlers, 'requests.deliveries' | 'deliveries.get'>

export function deliveriesHandlers(parts: RequestsParts): DeliveriesHandlers {
  const { readers } = parts
  const deliveryOf = async (stored: StoredDelivery): Promise<Delivery> =>
    toDelivery(stored, await listAttempts(readers.quick, stored.id))

  return {
    'requests.deliveries': async ({ id }, { workspaceId }) => {
      await requireRequest(parts, workspaceId, id)
      const stored = await listDeliveriesOf(readers.quick, id)
      return { items: await Promise.all(stored.map(deliveryOf)), nextCursor: null }
    },
    'deliveries.get': async ({ id }, { workspaceId }) => {
      const stored = await findDelivery(readers.quick, workspaceId, id)
      if (!stored) throw new AppError('delivery-not-found', `No delivery has the id ${id}.`)
      return deliveryOf(stored)
    },
  }
}
