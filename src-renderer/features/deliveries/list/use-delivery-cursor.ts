import { useCallback } from 'react'
import type { DeliveryRow } from '#shared/model/delivery.ts'
import { followDeliveries, showWaitingDeliveries } from '#renderer/data/live-deliveries.ts'
import { go } from '#renderer/data/routes.ts'
import type { RowCursor } from '#renderer/parts/row-list/use-row-cursor.ts'
import { useRowCursor } from '#renderer/parts/row-list/use-row-cursor.ts'
import { deliverySelection } from './selection.ts'

/** The id of the element that scrolls the rows. */
export const deliveryListId = 'delivery-rows'

export type DeliveryCursor = RowCursor<DeliveryRow>

type Place = { rows: readonly DeliveryRow[]; q: string; openId: string | null; tab: string | null }

/** Where the keys are in the list, and how they move. */
export const useDeliveryCursor = ({ rows, q, openId, tab }: Place): DeliveryCursor =>
  useRowCursor({
    rows,
    listId: deliveryListId,
    selection: deliverySelection,
    openId,
    show: (id, how) => go({ screen: 'deliveries', id, tab, q }, how),
    leave: () => go({ screen: 'deliveries', id: null, tab: null, q }),
    follow: useCallback((isHeld) => followDeliveries(q, isHeld), [q]),
    showWaiting: showWaitingDeliveries,
  })
