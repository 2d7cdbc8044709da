import { Menu as Base } from '@base-ui/react/menu'
import type { LucideIcon } from 'lucide-react'
import type { ReactElement, ReactNode } from 'react'
import { Keys } from './kbd.tsx'
import { classNames } from './class-names.ts'
import './menu.css'

/** One line of a menu. */
export type MenuEntry =
  | {
      kind?: 'item'
      id: string
      label: ReactNode
      icon?: LucideIcon
      keys?: string
      danger?: boolean
      disabled?: boolean
      onSelect: () => void
    }
  | { kind: 'line'; id: string }
  | { kind: 'head'; id: string; label: string }

type Anchor = Element | { getBoundingClientRect: () => DOMRect } | null

type MenuProps = {
  entries: readonly MenuEntry[]
  /** The button that opens it; left out where a key or a right click does. */
  trigger?: ReactElement
  open?: boolean
  onOpenChange?: (open: boolean) => void
  anchor?: Anchor
  align?: 'start' | 'end'
}

/** A menu of things to do, under its button or at `anchor`. */
export const Menu = ({ entries, trigger, open, onOpenChange, anchor, align = 'start' }: MenuProps): ReactElement => (
  <Base.Root {...(open !== undefined && { open })} onOpenChange={(isOpen) => onOpenChange?.(isOpen)}>
    {trigger && <Base.Trigger render={trigger} />}
    <Base.Portal>
      <Base.Positioner className="menu-at" sideOffset={4} align={align} {...(anchor !== undefined && { anchor })}>
        <Base.Popup className="menu">
          {entries.map((entry) => (
            <MenuLine key={entry.id} entry={entry} />
          ))}
        </Base.Popup>
      </Base.Positioner>
    </Base.Portal>
  </Base.Root>
)

function MenuLine({ entry }: { entry: MenuEntry }): ReactElement {
  if (entry.kind === 'line') return <Base.Separator className="menu-line" />
  if (entry.kind === 'head') return <div className="menu-head">{entry.label}</div>
  const Icon = entry.icon
  return (
    <Base.Item
      className={classNames('menu-item', entry.danger && 'dng')}
      disabled={entry.disabled ?? false}
      onClick={entry.onSelect}
    >
      {Icon && <Icon className="i" aria-hidden="true" />}
      <span className="ell">{entry.label}</span>
      {entry.keys && <Keys binding={entry.keys} />}
    </Base.Item>
  )
}
