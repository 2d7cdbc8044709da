import { createRowSelection } from '#renderer/parts/row-selection.ts'

/** Which deliveries the list points at. */
export const { useSelection, setCursor, moveCursor, clearSelection, toggleSelected, extendSelection, selectAll } =
  createRowSelection()
