import { Autocomplete } from '@base-ui/react/autocomplete'
import { Dialog } from '@base-ui/react/dialog'
import { Search } from 'lucide-react'
import type { KeyboardEvent, ReactElement } from 'react'
import { useRef, useState } from 'react'
import { closeLayer, useLayer } from '#renderer/app/layers.ts'
import { useOfferedCommands } from '#renderer/parts/commands/commands.ts'
import { Kbd, Keys } from '#renderer/parts/kbd.tsx'
import { keyNames } from '#renderer/parts/key-names.ts'
import type { PaletteGroup, PaletteItem } from './palette-groups.ts'
import { nextScope } from './palette-groups.ts'
import { usePaletteGroups } from './use-palette-groups.ts'
import './palette.css'

/** Everything that can be done or opened, by name. */
export function Palette(): ReactElement {
  const isOpen = useLayer(({ layer }) => layer === 'palette')
  const chosen = useRef<PaletteItem | null>(null)
  const runChosen = (): void => {
    chosen.current?.run()
    chosen.current = null
  }
  return (
    <Dialog.Root
      open={isOpen}
      onOpenChange={(open) => !open && closeLayer()}
      // A command may move the focus: it runs once the dialog has given it back.
      onOpenChangeComplete={(open) => !open && runChosen()}
    >
      <Dialog.Portal>
        <Dialog.Backdrop className="scrim" />
        <Dialog.Popup className="pal" aria-label="Search or run a command">
          <PaletteBox
            onRun={(item) => {
              chosen.current = item
              closeLayer()
            }}
          />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

function PaletteBox({ onRun }: { onRun: (item: PaletteItem) => void }): ReactElement {
  const [search, setSearch] = useState('')
  const [scope, setScope] = useState<string | null>(null)
  const about = useOfferedCommands().find((command) => command.about !== undefined)?.about
  const highlighted = useRef<PaletteItem | undefined>(undefined)
  const groups = usePaletteGroups(search)
  const shown = groups.filter(({ name }) => scope === null || name === scope)

  const press = (event: KeyboardEvent): void => {
    if (event.key === 'Tab') {
      event.preventDefault()
      setScope(
        nextScope(
          groups.map(({ name }) => name),
          scope,
          event.shiftKey ? -1 : 1,
        ),
      )
    }
    if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) {
      event.preventDefault()
      event.stopPropagation()
      highlighted.current?.run()
    }
  }
  return (
    <Autocomplete.Root
      open
      inline
      autoHighlight="always"
      keepHighlight
      items={shown}
      filter={null}
      value={search}
      onValueChange={(text, { reason }) => reason !== 'item-press' && setSearch(text)}
      itemToStringValue={(item: PaletteItem) => item.title}
      onItemHighlighted={(item) => {
        highlighted.current = item
      }}
    >
      <div className="pal-in">
        <Search className="i" aria-hidden="true" />
        <Autocomplete.Input aria-label="Search or run a command" placeholder="Search or run" onKeyDownCapture={press} />
        {scope !== null && <PaletteChip name="in" value={scope} />}
        {scope === null && about !== undefined && <PaletteChip name="on" value={about} />}
      </div>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by key */}
      <section className="pal-list" tabIndex={0} aria-label="What can be run or opened">
        <Autocomplete.Empty>
          {shown.length === 0 && <p className="pal-none">Nothing is called that. Try a word of it.</p>}
        </Autocomplete.Empty>
        <Autocomplete.List>
          {(group: PaletteGroup) => <Group key={group.name} group={group} onRun={onRun} />}
        </Autocomplete.List>
      </section>
      <PaletteFoot />
    </Autocomplete.Root>
  )
}

const PaletteChip = ({ name, value }: { name: string; value: string }): ReactElement => (
  <span className="pal-chip">
    <span className="dim">{name}</span> <b className="m">{value}</b>
  </span>
)

const Group = ({ group, onRun }: { group: PaletteGroup; onRun: (item: PaletteItem) => void }): ReactElement => (
  <Autocomplete.Group items={group.items}>
    <Autocomplete.GroupLabel className="pal-head">{group.name}</Autocomplete.GroupLabel>
    <Autocomplete.Collection>
      {(item: PaletteItem) => (
        <Autocomplete.Item key={item.id} value={item} className="pal-item" onClick={() => onRun(item)}>
          {item.icon ? <item.icon className="i" aria-hidden="true" /> : <span className="i" />}
          <span className="ell">
            {item.title} {item.hint && <span className="dim">{item.hint}</span>}
          </span>
          {item.keys && <Keys binding={item.keys} />}
        </Autocomplete.Item>
      )}
    </Autocomplete.Collection>
  </Autocomplete.Group>
)

const PaletteFoot = (): ReactElement => (
  <div className="pal-f">
    <span>
      <Kbd>↑</Kbd>
      <Kbd>↓</Kbd> move
    </span>
    <span>
      <Kbd>↵</Kbd> run
    </span>
    <span>
      <Kbd>{keyNames('$mod+Enter').join(' ')}</Kbd> run and stay
    </span>
    <span className="pal-last">
      <Kbd>Tab</Kbd> narrow to a type
    </span>
  </div>
)
