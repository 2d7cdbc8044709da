import { createRowSelection } from '#renderer/parts/row-selection.ts'

/** Which requests the list points at. */
export const {
  useSelection,
  setCursor,
  moveCursor,
  clearSelection,
  toggleSelected,
  extendSelection,
  selectAll,
  forgetRows,
} = createRowSelection()

/** The request to compare an opened one with: the other of exactly two that are selected. */
export function useCompareId(openId: string): string | null {
  const selected = useSelection((state) => state.selected)
  if (selected.size !== 2 || !selected.has(openId)) return null
  return [...selected].find((id) => id !== openId) ?? null
}
