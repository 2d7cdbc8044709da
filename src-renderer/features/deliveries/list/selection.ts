import { createRowSelection } from '#renderer/parts/row-list/row-selection.ts'

/** Which deliveries the list points at. */
export const deliverySelection = createRowSelection()

export const { clearSelection, toggleSelected, moveCursor } = deliverySelection
