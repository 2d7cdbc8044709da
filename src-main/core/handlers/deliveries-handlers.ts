import { AppError } from '#shared/contract/problem.ts'
import type { Delivery } from '#shared/model/delivery.ts'
import type { StoredDelivery } from '#main/core/database/stores/delivery-store.ts'
import { findDelivery, listAttempts, listDeliveriesOf } from '#main/core/database/stores/delivery-store.ts'
import { countDeliveries, listDeliveries } from '#main/core/deliveries/list-deliveries.ts'
import { selectDeliveries } from '#main/core/deliveries/select-deliveries.ts'
import { toDelivery, toDeliveryRow } from '#main/core/deliveries/to-delivery.ts'
import { fromIdCursor, toIdCursor } from '#main/core/requests/page-cursor.ts'
import type { Handlers } from './handlers.ts'
import type { RequestsParts } from './requests-parts.ts'
import { requireRequest } from './requests-parts.ts'

type DeliveriesHandlers = Pick<Handlers, 'requests.deliveries' | Extract<keyof Handlers, `deliveries.${string}`>>

const countedAtMost = 10_000

export function deliveriesHandlers(parts: RequestsParts): DeliveriesHandlers {
  const { readers, clock, cancel, feed } = parts
  const requireDelivery = async (workspaceId: string, id: string): Promise<StoredDelivery> => {
    const stored = await findDelivery(readers.quick, workspaceId, id)
    if (!stored) throw new AppError('delivery-not-found', `No delivery has the id ${id}.`)
    return stored
  }
  const deliveryOf = async (stored: StoredDelivery): Promise<Delivery> =>
    toDelivery(stored, await listAttempts(readers.quick, stored.id))

  return {
    'requests.deliveries': async ({ id }, { workspaceId }) => {
      await requireRequest(parts, workspaceId, id)
      const stored = await listDeliveriesOf(readers.quick, id)
      return { items: await Promise.all(stored.map(deliveryOf)), nextCursor: null }
    },
    'deliveries.list': async ({ limit, cursor, ...filter }, { workspaceId }) => {
      const selection = selectDeliveries(filter, { workspaceId, nowMs: clock.now() })
      const rows = await listDeliveries(readers.heavy, selection, { beforeId: fromIdCursor(cursor), limit })
      const last = rows.length === limit ? rows.at(-1) : undefined
      return { items: rows.map(toDeliveryRow), nextCursor: last ? toIdCursor(last.id) : null }
    },
    'deliveries.count': async (filter, { workspaceId }) => {
      const selection = selectDeliveries(filter, { workspaceId, nowMs: clock.now() })
      const count = await countDeliveries(readers.heavy, selection, countedAtMost + 1)
      return { count: Math.min(count, countedAtMost), isEstimate: count > countedAtMost }
    },
    'deliveries.get': async ({ id }, { workspaceId }) => deliveryOf(await requireDelivery(workspaceId, id)),
    'deliveries.cancel': async ({ id }, { workspaceId }) => {
      const { state } = await requireDelivery(workspaceId, id)
      if ((await cancel([id], 'Cancelled by hand.')).length === 0) {
        throw new AppError('conflict', `Nothing is owed of this delivery any more: it is ${state.replace('_', ' ')}.`)
      }
      const cancelled = await deliveryOf(await requireDelivery(workspaceId, id))
      feed.publish({ kind: 'delivery.changed', data: cancelled })
      return cancelled
    },
  }
}
