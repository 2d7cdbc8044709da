import type { KeyboardEvent, MouseEvent, ReactElement } from 'react'
import { useEffect, useEffectEvent, useState } from 'react'
import type { RequestRow as Row } from '#shared/model/request.ts'
import { rowHeights, usePreferences } from '#renderer/data/preferences.ts'
import { classNames } from '#renderer/parts/class-names.ts'
import { useRowWindow } from '#renderer/parts/use-row-window.ts'
import { RequestRow } from './request-row.tsx'
import { extendSelection, selectAll, toggleSelected, useSelection } from './selection.ts'
import type { ListCursor } from './use-list-cursor.ts'
import { rowsElementId } from './use-list-cursor.ts'

const pageOfRows = 10

const keySteps: Record<string, (index: number, count: number) => number> = {
  ArrowDown: (index) => index + 1,
  ArrowUp: (index) => index - 1,
  PageDown: (index) => index + pageOfRows,
  PageUp: (index) => index - pageOfRows,
  Home: () => 0,
  End: (_, count) => count - 1,
}

type RowsProps = {
  rows: readonly Row[]
  cursor: ListCursor
  setSize: number
  openId: string | null
  isStale: boolean
  hasMore: boolean
  onEnd: () => void
  onMenu: (row: Row) => void
}

/** The rows in sight, as a listbox that keeps one row in the tab order. */
export function RequestRows({
  rows,
  cursor,
  setSize,
  openId,
  isStale,
  hasMore,
  onEnd,
  onMenu,
}: RowsProps): ReactElement {
  const { selected, moves } = useSelection()
  const [scroller, setScroller] = useState<HTMLDivElement | null>(null)
  const { cursorIndex } = cursor
  const rowHeight = rowHeights[usePreferences(({ density }) => density)]
  const { items, height } = useRowWindow({ count: rows.length, cursorIndex, moves, rowHeight, scroller })
  useMoreAtEnd(items.at(-1)?.index ?? 0, rows.length, hasMore, onEnd)
  const inTabOrder = Math.max(0, cursorIndex)
  return (
    <div
      ref={setScroller}
      id={rowsElementId}
      className={classNames('scroll', 'rows', isStale && 'stale')}
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a <select> cannot hold rows of several parts
      role="listbox"
      tabIndex={-1}
      aria-label="Requests, newest first"
      aria-multiselectable="true"
      aria-busy={isStale}
      onKeyDown={(event) => pressKey(event, rows, cursor)}
      onClick={(event) => press(event, rowUnder(event, rows), rows, cursor)}
      onContextMenu={(event) => {
        const row = rowUnder(event, rows)
        if (!row) return
        event.preventDefault()
        onMenu(row)
      }}
    >
      <div className="rows-in" role="presentation" style={{ height }}>
        {items.map(({ index, start }) => {
          const row = rows[index]
          return row ? (
            <RequestRow
              key={row.id}
              row={row}
              index={index}
              top={start}
              setSize={setSize}
              isCursor={index === inTabOrder}
              isOpen={row.id === openId}
              isSelected={selected.has(row.id)}
            />
          ) : null
        })}
      </div>
    </div>
  )
}

// One listener for all rows, so that a row is drawn anew only when it changes.
const rowUnder = (event: MouseEvent, rows: readonly Row[]): Row | undefined => {
  const id = event.target instanceof Element ? event.target.closest('[role="option"]')?.id : undefined
  return rows.find((row) => row.id === id)
}

/** A press opens; with Ctrl or ⌘ it selects, with Shift it extends. */
function press(event: MouseEvent, row: Row | undefined, rows: readonly Row[], cursor: ListCursor): void {
  if (!row) return
  if (event.shiftKey)
    extendSelection(
      rows.map(({ id }) => id),
      row.id,
    )
  else if (event.ctrlKey || event.metaKey) toggleSelected(row.id)
  else cursor.open(row.id)
}

function pressKey(event: KeyboardEvent, rows: readonly Row[], cursor: ListCursor): void {
  const step = keySteps[event.key]
  if (step) cursor.moveTo(step(cursor.cursorIndex, rows.length), event.shiftKey)
  else if (event.key === 'Enter' && cursor.cursor) cursor.open(cursor.cursor.id)
  else if (event.key === 'Escape') cursor.backOut()
  else if (event.key === 'a' && (event.ctrlKey || event.metaKey)) selectAll(rows.map(({ id }) => id))
  else return
  event.preventDefault()
}

const rowsAhead = 30

/** Asks for the next page before the end of the list comes into sight. */
function useMoreAtEnd(lastShown: number, count: number, hasMore: boolean, onEnd: () => void): void {
  const ask = useEffectEvent(onEnd)
  useEffect(() => {
    if (hasMore && lastShown >= count - rowsAhead) ask()
  }, [lastShown, count, hasMore])
}
