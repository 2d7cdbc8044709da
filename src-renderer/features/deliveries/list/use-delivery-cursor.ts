import { useEffect, useEffectEvent } from 'react'
import type { DeliveryRow } from '#shared/model/delivery.ts'
import { followDeliveries, showWaitingDeliveries } from '#renderer/data/live-deliveries.ts'
import { go } from '#renderer/data/routes.ts'
import { clearSelection, extendSelection, moveCursor, setCursor, useSelection } from './selection.ts'

/** The id of the element that scrolls the rows. */
export const rowsElementId = 'delivery-rows'

export type DeliveryCursor = {
  cursor: DeliveryRow | null
  cursorIndex: number
  selectedRows: readonly DeliveryRow[]
  /** The rows that an action is about: the selected ones, else the one at the cursor. */
  targets: readonly DeliveryRow[]
  move: (step: number, isExtending: boolean) => void
  moveTo: (index: number, isExtending: boolean) => void
  open: (id: string) => void
  /** Goes one step out: the selection, then the opened delivery, then the focus. */
  backOut: () => void
  showNewest: () => void
}

type Place = { rows: readonly DeliveryRow[]; q: string; openId: string | null; tab: string | null }

/** Where the keys are in the list, and how they move. */
export function useDeliveryCursor({ rows, q, openId, tab }: Place): DeliveryCursor {
  const { cursorId, selected } = useSelection()
  const cursorIndex = rows.findIndex(({ id }) => id === (cursorId ?? openId))
  const cursor = rows[cursorIndex] ?? null
  const selectedRows = rows.filter(({ id }) => selected.has(id))
  useHeldStream(q, openId)

  const show = (id: string | null): void => go({ screen: 'deliveries', id, tab, q }, { replace: openId !== null })
  const moveTo = (index: number, isExtending: boolean): void => {
    const row = rows[Math.max(0, Math.min(rows.length - 1, index))]
    if (!row) return
    if (isExtending)
      extendSelection(
        rows.map(({ id }) => id),
        row.id,
      )
    moveCursor(row.id)
    if (openId !== null && !isExtending) show(row.id)
  }
  return {
    cursor,
    cursorIndex,
    selectedRows,
    targets: selectedRows.length > 0 ? selectedRows : cursor ? [cursor] : [],
    moveTo,
    move: (step, isExtending) => moveTo(cursorIndex + step, isExtending),
    open(id) {
      setCursor(id)
      show(id)
    },
    backOut() {
      if (clearSelection()) return
      if (openId !== null) go({ screen: 'deliveries', id: null, tab: null, q })
      else if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
    },
    showNewest() {
      setCursor(null)
      document.getElementById(rowsElementId)?.scrollTo({ top: 0 })
      void showWaitingDeliveries()
    },
  }
}

/** Rows stream only into a list that nobody is reading: at its top, without focus, selection or an opened delivery. */
function useHeldStream(q: string, openId: string | null): void {
  const isHeld = useEffectEvent(() => {
    const list = document.getElementById(rowsElementId)
    const isRead = list !== null && (list.scrollTop > 0 || list.contains(document.activeElement))
    return isRead || openId !== null || useSelection.getState().selected.size > 0
  })
  useEffect(() => followDeliveries(q, () => isHeld()), [q])
}
