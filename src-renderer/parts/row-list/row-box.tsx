import type { KeyboardEvent, MouseEvent, ReactElement } from 'react'
import { useEffect, useEffectEvent, useState } from 'react'
import { classNames } from '#renderer/parts/class-names.ts'
import type { RowSelection } from './row-selection.ts'
import type { RowCursor } from './use-row-cursor.ts'
import { idsOf } from './use-row-cursor.ts'
import { useRowWindow } from './use-row-window.ts'
import './row-list.css'

/** Where a row stands in its list, and how it is shown there. */
export type RowStanding = {
  index: number
  /** In pixels from the top of the list. */
  top: number
  setSize: number
  isCursor: boolean
  isOpen: boolean
  isSelected: boolean
}

/** What a list shows now, and what is asked of it. */
export type RowListProps<Row> = {
  rows: readonly Row[]
  cursor: RowCursor<Row>
  setSize: number
  openId: string | null
  isStale: boolean
  hasMore: boolean
  onEnd: () => void
  onMenu: (row: Row) => void
}

type BoxProps<Row> = RowListProps<Row> & {
  /** Says what is listed, in which order. */
  label: string
  listId: string
  selection: RowSelection
  /** In pixels. */
  rowHeight: number
  children: (row: Row, standing: RowStanding) => ReactElement
}

/** The rows in sight, as a listbox that keeps one row in the tab order. */
export function RowBox<Row extends { id: string }>(props: BoxProps<Row>): ReactElement {
  const { rows, cursor, selection, rowHeight, setSize, openId, isStale, onMenu } = props
  const { selected, moves } = selection.useSelection()
  const [scroller, setScroller] = useState<HTMLDivElement | null>(null)
  const { cursorIndex } = cursor
  const { items, height } = useRowWindow({ count: rows.length, cursorIndex, moves, rowHeight, scroller })
  useMoreAtEnd(items.at(-1)?.index ?? 0, props)
  const inTabOrder = Math.max(0, cursorIndex)
  return (
    <div
      ref={setScroller}
      id={props.listId}
      className={classNames('scroll', 'rows', isStale && 'stale')}
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a <select> cannot hold rows of several parts
      role="listbox"
      tabIndex={-1}
      aria-label={props.label}
      aria-multiselectable="true"
      aria-busy={isStale}
      onKeyDown={(event) => pressKey(event, props)}
      onClick={(event) => press(event, props)}
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
          return row
            ? props.children(row, {
                index,
                top: start,
                setSize,
                isCursor: index === inTabOrder,
                isOpen: row.id === openId,
                isSelected: selected.has(row.id),
              })
            : null
        })}
      </div>
    </div>
  )
}

// One listener for all rows, so that a row is drawn anew only when it changes.
function rowUnder<Row extends { id: string }>(event: MouseEvent, rows: readonly Row[]): Row | undefined {
  const id = event.target instanceof Element ? event.target.closest('[role="option"]')?.id : undefined
  return rows.find((row) => row.id === id)
}

type Pressed<Row> = Pick<BoxProps<Row>, 'rows' | 'cursor' | 'selection'>

/** A press opens; on the box of a row that has one, or with Ctrl or ⌘, it selects; with Shift it extends. */
function press<Row extends { id: string }>(event: MouseEvent, { rows, cursor, selection }: Pressed<Row>): void {
  const row = rowUnder(event, rows)
  if (!row) return
  const isOnBox = event.target instanceof Element && event.target.closest('[data-select]') !== null
  if (event.shiftKey) selection.extendSelection(idsOf(rows), row.id)
  else if (isOnBox || event.ctrlKey || event.metaKey) selection.toggleSelected(row.id)
  else cursor.open(row.id)
}

const pageOfRows = 10

const keySteps: Record<string, (index: number, count: number) => number> = {
  ArrowDown: (index) => index + 1,
  ArrowUp: (index) => index - 1,
  PageDown: (index) => index + pageOfRows,
  PageUp: (index) => index - pageOfRows,
  Home: () => 0,
  End: (_, count) => count - 1,
}

function pressKey<Row extends { id: string }>(event: KeyboardEvent, { rows, cursor, selection }: Pressed<Row>): void {
  const step = keySteps[event.key]
  if (step) cursor.moveTo(step(cursor.cursorIndex, rows.length), event.shiftKey)
  else if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey && cursor.cursor) cursor.open(cursor.cursor.id)
  else if (event.key === 'Escape') cursor.backOut()
  else if (event.key === 'a' && (event.ctrlKey || event.metaKey)) selection.selectAll(idsOf(rows))
  else return
  event.preventDefault()
}

const rowsAhead = 30

type Ending<Row> = Pick<BoxProps<Row>, 'rows' | 'hasMore' | 'onEnd'>

/** Asks for the next page before the end of the list comes into sight. */
function useMoreAtEnd<Row>(lastShown: number, { rows: { length: count }, hasMore, onEnd }: Ending<Row>): void {
  const ask = useEffectEvent(onEnd)
  useEffect(() => {
    if (hasMore && lastShown >= count - rowsAhead) ask()
  }, [lastShown, count, hasMore])
}
