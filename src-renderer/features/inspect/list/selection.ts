import { create } from 'zustand'

type Selection = {
  /** The row that the keys act on. */
  cursorId: string | null
  /** Counts how often the keys moved: after each move the cursor's row takes the focus. */
  moves: number
  /** Rows chosen for a common action. */
  selected: ReadonlySet<string>
  /** Where an extension of the selection started. */
  anchorId: string | null
}

const nothing: ReadonlySet<string> = new Set()

/** Which rows the list points at: the UI's own state, ids only. */
export const useSelection = create<Selection>(() => ({ cursorId: null, moves: 0, selected: nothing, anchorId: null }))

export const setCursor = (cursorId: string | null): void => useSelection.setState({ cursorId })

/** Moves the cursor and takes the focus along. */
export const moveCursor = (cursorId: string): void =>
  useSelection.setState(({ moves }) => ({ cursorId, moves: moves + 1 }))

/** The request to compare an opened one with: the other of exactly two that are selected. */
export function useCompareId(openId: string): string | null {
  const selected = useSelection((state) => state.selected)
  if (selected.size !== 2 || !selected.has(openId)) return null
  return [...selected].find((id) => id !== openId) ?? null
}

/** Forgets the selection; true when there was one. */
export function clearSelection(): boolean {
  const hadSome = useSelection.getState().selected.size > 0
  useSelection.setState({ selected: nothing, anchorId: null })
  return hadSome
}

/** Adds a row to the selection, or takes it out. */
export const toggleSelected = (id: string): void =>
  useSelection.setState(({ selected }) => {
    const next = new Set(selected)
    if (!next.delete(id)) next.add(id)
    return { selected: next, anchorId: id, cursorId: id }
  })

/** Selects everything between the anchor and a row, both included. `ids` are the list's, in order. */
export const extendSelection = (ids: readonly string[], id: string): void =>
  useSelection.setState(({ anchorId, cursorId }) => {
    const anchor = anchorId ?? cursorId ?? id
    const places = [ids.indexOf(anchor), ids.indexOf(id)].toSorted((one, other) => one - other)
    const [first = 0, last = 0] = places
    return { anchorId: anchor, cursorId: id, selected: new Set(ids.slice(Math.max(0, first), last + 1)) }
  })

export const selectAll = (ids: readonly string[]): void => useSelection.setState({ selected: new Set(ids) })

/** Drops rows that are gone. */
export const forgetRows = (ids: readonly string[]): void =>
  useSelection.setState(({ selected }) => ({
    selected: new Set([...selected].filter((id) => !ids.includes(id))),
    anchorId: null,
  }))
