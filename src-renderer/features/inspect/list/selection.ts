import { createRowSelection } from '#renderer/parts/row-list/row-selection.ts'

/** Which requests the list points at. */
export const requestSelection = createRowSelection()

export const { clearSelection, toggleSelected, moveCursor, setCursor, forgetRows } = requestSelection

/** The request to compare an opened one with: the other of exactly two that are selected. */
export function useCompareId(openId: string): string | null {
  const selected = requestSelection.useSelection((state) => state.selected)
  if (selected.size !== 2 || !selected.has(openId)) return null
  return [...selected].find((id) => id !== openId) ?? null
}
