import type { ReactElement } from 'react'
import { Fragment } from 'react'
import { closeLayer, useLayer } from '#renderer/app/layers.ts'
import type { Command } from '#renderer/parts/commands/commands.ts'
import { commandGroups, useOfferedCommands } from '#renderer/parts/commands/commands.ts'
import { Dialog } from '#renderer/parts/dialog.tsx'
import { Keys } from '#renderer/parts/kbd.tsx'
import './palette.css'

// Keys of the list that act only where the focus is, so they are no commands.
const listKeys: readonly Pick<Command, 'id' | 'title' | 'keys'>[] = [
  { id: 'arrows', title: 'Move in the list', keys: 'ArrowUp ArrowDown' },
  { id: 'enter', title: 'Open', keys: 'Enter' },
  { id: 'all', title: 'Select all that is loaded', keys: '$mod+a' },
]

/** Every key of the present screen. */
export function ShortcutsSheet(): ReactElement {
  const isOpen = useLayer(({ layer }) => layer === 'shortcuts')
  return (
    <Dialog open={isOpen} onClose={closeLayer} title="Shortcuts" wide>
      <Sheet />
    </Dialog>
  )
}

function Sheet(): ReactElement {
  const commands = useOfferedCommands().filter(({ keys }) => keys !== undefined)
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by key
    <section className="sheet-in" tabIndex={0} aria-label="All shortcuts">
      {commandGroups.map((group) => {
        const own = commands.filter((command) => command.group === group)
        const lines = group === 'This list' ? [...listKeys, ...own] : own
        if (own.length === 0) return null
        return (
          <Fragment key={group}>
            <h3>{group}</h3>
            {lines.map(({ id, title, keys }) => (
              <div key={id}>
                <span>{title}</span>
                {keys && <Keys binding={keys} />}
              </div>
            ))}
          </Fragment>
        )
      })}
    </section>
  )
}
