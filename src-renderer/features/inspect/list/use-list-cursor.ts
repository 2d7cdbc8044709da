import { useCallback } from 'react'
import type { RequestRow } from '#shared/model/request.ts'
import { followList, showWaiting } from '#renderer/data/live.ts'
import { go } from '#renderer/data/routes.ts'
import type { RowCursor } from '#renderer/parts/row-list/use-row-cursor.ts'
import { useRowCursor } from '#renderer/parts/row-list/use-row-cursor.ts'
import { moveCursor, requestSelection, setCursor } from './selection.ts'

/** The id of the element that scrolls the rows. */
export const requestListId = 'request-rows'

export type ListCursor = RowCursor<RequestRow> & {
  /** Opens one of the two selected rows; the other is what it is compared with. */
  compare: () => void
  /** After a deletion: goes on with the row that took the place. */
  leaveRemoved: () => void
}

type Place = { rows: readonly RequestRow[]; q: string; openId: string | null; tab: string | null }

/** Where the keys are in the list, and how they move. */
export function useListCursor({ rows, q, openId, tab }: Place): ListCursor {
  const show = (id: string | null, how: { replace: boolean }): void => go({ screen: 'inspect', id, tab, q }, how)
  const cursor = useRowCursor({
    rows,
    listId: requestListId,
    selection: requestSelection,
    openId,
    show,
    leave: () => go({ screen: 'inspect', id: null, tab: null, q }),
    follow: useCallback((isHeld) => followList(q, isHeld), [q]),
    showWaiting,
  })
  return {
    ...cursor,
    compare() {
      const opened = cursor.selectedRows.find(({ id }) => id === openId) ?? cursor.selectedRows[0]
      if (opened) go({ screen: 'inspect', id: opened.id, tab: 'body', q })
    },
    leaveRemoved() {
      const gone = new Set([...cursor.selectedRows, cursor.cursor].map((row) => row?.id))
      const isLeft = ({ id }: RequestRow): boolean => !gone.has(id)
      const next = rows.slice(Math.max(0, cursor.cursorIndex)).find(isLeft) ?? rows.findLast(isLeft) ?? null
      if (next) moveCursor(next.id)
      else setCursor(null)
      if (openId !== null && gone.has(openId)) show(next?.id ?? null, { replace: true })
    },
  }
}
