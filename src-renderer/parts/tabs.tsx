import type { ReactElement } from 'react'
import { roveWithArrows } from './roving.ts'
import './tabs.css'

/** A tab's name, and how many things it holds where that is worth saying. */
export type TabItem<Id extends string> = { id: Id; label: string; count?: number | undefined }

/** A row of tabs. The panel is the caller's: `role="tabpanel"`, `id={panelId}`, `aria-labelledby={tabElementId(panelId, id)}`. */
export function Tabs<Id extends string>({
  label,
  items,
  selected,
  panelId,
  onSelect,
}: {
  label: string
  items: readonly TabItem<Id>[]
  selected: Id
  panelId: string
  onSelect: (id: Id) => void
}): ReactElement {
  return (
    <div className="tabs" role="tablist" aria-label={label}>
      {items.map(({ id, label: name, count }) => (
        <button
          key={id}
          type="button"
          role="tab"
          id={tabElementId(panelId, id)}
          aria-selected={id === selected}
          aria-controls={panelId}
          tabIndex={id === selected ? 0 : -1}
          onKeyDown={roveWithArrows}
          onClick={() => onSelect(id)}
        >
          {name}
          {count !== undefined && <span className="n">{count}</span>}
        </button>
      ))}
    </div>
  )
}

/** The id of the element of a tab, for `aria-labelledby`. */
export const tabElementId = (panelId: string, id: string): string => `${panelId}-tab-${id}`
