import type { StoreApi, UseBoundStore } from 'zustand'
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

/** Which rows a list points at, and how that changes: the UI's own state, ids only. */
export type RowSelection = {
  useSelection: UseBoundStore<StoreApi<Selection>>
  setCursor: (cursorId: string | null) => void
  /** Moves the cursor and takes the focus along. */
  moveCursor: (cursorId: string) => void
  /** Forgets the selection; true when there was one. */
  clearSelection: () => boolean
  /** Adds a row to the selection, or takes it out. */
  toggleSelected: (id: string) => void
  /** Selects everything between the anchor and a row, both included. `ids` are the list's, in order. */
  extendSelection: (ids: readonly string[], id: string) => void
  selectAll: (ids: readonly string[]) => void
  /** Drops rows that are gone. */
  forgetRows: (ids: readonly string[]) => void
}

const nothing: ReadonlySet<string> = new Set()

/** The selection of one list. */
export function createRowSelection(): RowSelection {
  const useSelection = create<Selection>(() => ({ cursorId: null, moves: 0, selected: nothing, anchorId: null }))
  return {
    useSelection,
    setCursor: (cursorId) => useSelection.setState({ cursorId }),
    moveCursor: (cursorId) => useSelection.setState(({ moves }) => ({ cursorId, moves: moves + 1 })),
    clearSelection() {
      const hadSome = useSelection.getState().selected.size > 0
      useSelection.setState({ selected: nothing, anchorId: null })
      return hadSome
    },
    toggleSelected: (id) =>
      useSelection.setState(({ selected }) => {
        const next = new Set(selected)
        if (!next.delete(id)) next.add(id)
        return { selected: next, anchorId: id, cursorId: id }
      }),
    extendSelection: (ids, id) =>
      useSelection.setState(({ anchorId, cursorId }) => {
        const anchor = anchorId ?? cursorId ?? id
        const places = [ids.indexOf(anchor), ids.indexOf(id)].toSorted((one, other) => one - other)
        const [first = 0, last = 0] = places
        return { anchorId: anchor, cursorId: id, selected: new Set(ids.slice(Math.max(0, first), last + 1)) }
      }),
    selectAll: (ids) => useSelection.setState({ selected: new Set(ids) }),
    forgetRows: (ids) =>
      useSelection.setState(({ selected }) => ({
        selected: new Set([...selected].filter((id) => !ids.includes(id))),
        anchorId: null,
      })),
  }
}
