import type { VirtualItem } from '@tanstack/react-virtual'
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useLayoutEffect, useRef } from 'react'

const mostNodes = 60
const overscan = 8

type RowWindow = {
  items: VirtualItem[]
  height: number
}

/**
 * Which rows are in the document: those in sight, a few around them, and the one that holds the focus, so that it
 * survives scrolling; never more than 60.
 */
export function useRowWindow({
  count,
  cursorIndex,
  moves,
  rowHeight,
  scroller,
}: {
  count: number
  cursorIndex: number
  moves: number
  /** In pixels, alike for all rows. */
  rowHeight: number
  scroller: HTMLDivElement | null
}): RowWindow {
  // oxlint-disable-next-line react/incompatible-library -- rows are memoised by hand, nothing is compiled
  const virtualizer = useVirtualizer<HTMLDivElement, Element>({
    count,
    overscan,
    estimateSize: () => rowHeight,
    getScrollElement: () => scroller,
    rangeExtractor: (range) => {
      const near = defaultRangeExtractor(range).slice(0, mostNodes - 1)
      return cursorIndex < 0 || near.includes(cursorIndex)
        ? near
        : [...near, cursorIndex].toSorted((one, other) => one - other)
    },
  })

  // Sizes are measured once; another density makes all of them wrong.
  useEffect(() => virtualizer.measure(), [virtualizer, rowHeight])

  // A row that was out of sight exists only after the scroll has been rendered, so the focus may take a second turn.
  const followed = useRef(moves)
  const isWanted = useRef(false)
  useLayoutEffect(() => {
    if (followed.current !== moves) {
      followed.current = moves
      isWanted.current = true
      virtualizer.scrollToIndex(cursorIndex)
    }
    const row = isWanted.current && scroller?.querySelector<HTMLElement>(`[aria-posinset="${cursorIndex + 1}"]`)
    if (!row) return
    isWanted.current = false
    row.focus({ preventScroll: true })
  })

  return { items: virtualizer.getVirtualItems(), height: virtualizer.getTotalSize() }
}
