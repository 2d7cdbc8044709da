import { useEffect, useEffectEvent } from 'react'
import type { RowSelection } from './row-selection.ts'

/** Where the keys are in a list, and how they move. */
export type RowCursor<Row> = {
  cursor: Row | null
  cursorIndex: number
  selectedRows: readonly Row[]
  /** The rows that an action is about: the selected ones, else the one at the cursor. */
  targets: readonly Row[]
  move: (step: number, isExtending: boolean) => void
  moveTo: (index: number, isExtending: boolean) => void
  open: (id: string) => void
  /** Goes one step out: the selection, then the opened row, then the focus. */
  backOut: () => void
  showNewest: () => void
}

type RowPlace<Row> = {
  rows: readonly Row[]
  /** The id of the element that scrolls the rows. */
  listId: string
  selection: RowSelection
  openId: string | null
  /** Opens a row, or none; `replace` where that is no step of the history. */
  show: (id: string | null, how: { replace: boolean }) => void
  /** Leaves the opened row. */
  leave: () => void
  /** Puts new rows into the list unless `isHeld`; gives back how to stop. It changes with what is listed. */
  follow: (isHeld: () => boolean) => () => void
  /** Shows the rows that were held. */
  showWaiting: () => unknown
}

/** The cursor of a live list that opens its rows beside itself. */
export function useRowCursor<Row extends { id: string }>(place: RowPlace<Row>): RowCursor<Row> {
  const { rows, listId, selection, openId, show, leave, showWaiting } = place
  const { cursorId, selected } = selection.useSelection()
  const cursorIndex = rows.findIndex(({ id }) => id === (cursorId ?? openId))
  const cursor = rows[cursorIndex] ?? null
  const selectedRows = rows.filter(({ id }) => selected.has(id))
  useHeldStream(place)

  const moveTo = (index: number, isExtending: boolean): void => {
    const row = rows[Math.max(0, Math.min(rows.length - 1, index))]
    if (!row) return
    if (isExtending) selection.extendSelection(idsOf(rows), row.id)
    selection.moveCursor(row.id)
    if (openId !== null && !isExtending) show(row.id, { replace: true })
  }
  return {
    cursor,
    cursorIndex,
    selectedRows,
    targets: selectedRows.length > 0 ? selectedRows : cursor ? [cursor] : [],
    moveTo,
    move: (step, isExtending) => moveTo(cursorIndex + step, isExtending),
    open(id) {
      selection.setCursor(id)
      show(id, { replace: openId !== null })
    },
    backOut() {
      if (selection.clearSelection()) return
      if (openId !== null) leave()
      else if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
    },
    showNewest() {
      selection.setCursor(null)
      document.getElementById(listId)?.scrollTo({ top: 0 })
      void showWaiting()
    },
  }
}

export const idsOf = (rows: readonly { id: string }[]): string[] => rows.map(({ id }) => id)

/** Rows stream only into a list that nobody is reading: at its top, without focus, selection or an opened row. */
function useHeldStream<Row>({ listId, selection, openId, follow }: RowPlace<Row>): void {
  const isHeld = useEffectEvent(() => {
    const list = document.getElementById(listId)
    const isRead = list !== null && (list.scrollTop > 0 || list.contains(document.activeElement))
    return isRead || openId !== null || selection.useSelection.getState().selected.size > 0
  })
  useEffect(() => follow(() => isHeld()), [follow])
}
