import { useEffect, useEffectEvent } from 'react'
import type { RequestRow } from '#shared/model/request.ts'
import { followList, showWaiting } from '#renderer/data/live.ts'
import { go } from '#renderer/data/routes.ts'
import { clearSelection, extendSelection, moveCursor, setCursor, useSelection } from './selection.ts'

/** The id of the element that scrolls the rows. */
export const rowsElementId = 'request-rows'

export type ListCursor = {
  cursor: RequestRow | null
  cursorIndex: number
  selectedRows: readonly RequestRow[]
  targets: readonly RequestRow[]
  move: (step: number, isExtending: boolean) => void
  moveTo: (index: number, isExtending: boolean) => void
  open: (id: string) => void
  /** Goes one step out: the selection, then the opened request, then the focus. */
  backOut: () => void
  /** Opens one of the two selected rows; the other is what it is compared with. */
  compare: () => void
  showNewest: () => void
  /** After a deletion: goes on with the row that took the place. */
  leaveRemoved: () => void
}

type Place = { rows: readonly RequestRow[]; q: string; openId: string | null; tab: string | null }

/** Where the keys are in the list, and how they move. */
export function useListCursor({ rows, q, openId, tab }: Place): ListCursor {
  const { cursorId, selected } = useSelection()
  const cursorIndex = rows.findIndex(({ id }) => id === (cursorId ?? openId))
  const cursor = rows[cursorIndex] ?? null
  const selectedRows = rows.filter(({ id }) => selected.has(id))
  useHeldStream(q, openId)

  const show = (id: string | null): void => go({ screen: 'inspect', id, tab, q }, { replace: openId !== null })
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
      if (openId !== null) go({ screen: 'inspect', id: null, tab: null, q })
      else if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
    },
    compare() {
      const opened = selectedRows.find(({ id }) => id === openId) ?? selectedRows[0]
      if (opened) go({ screen: 'inspect', id: opened.id, tab: 'body', q })
    },
    showNewest() {
      setCursor(null)
      document.getElementById(rowsElementId)?.scrollTo({ top: 0 })
      void showWaiting()
    },
    leaveRemoved() {
      const isLeft = ({ id }: RequestRow): boolean => id !== cursor?.id && !selected.has(id)
      const next = rows.slice(Math.max(0, cursorIndex)).find(isLeft) ?? rows.findLast(isLeft) ?? null
      if (next) moveCursor(next.id)
      else setCursor(null)
      if (openId !== null && (openId === cursor?.id || selected.has(openId))) show(next?.id ?? null)
    },
  }
}

/** Rows stream only into a list that nobody is reading: at its top, without focus, selection or an opened request. */
function useHeldStream(q: string, openId: string | null): void {
  const isHeld = useEffectEvent(() => {
    const list = document.getElementById(rowsElementId)
    const isRead = list !== null && (list.scrollTop > 0 || list.contains(document.activeElement))
    return isRead || openId !== null || useSelection.getState().selected.size > 0
  })
  useEffect(() => followList(q, () => isHeld()), [q])
}
