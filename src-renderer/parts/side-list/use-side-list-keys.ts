import { Plus } from 'lucide-react'
import type { RefObject } from 'react'
import type { Command } from '#renderer/parts/commands/commands.ts'
import { useCommands } from '#renderer/parts/commands/commands.ts'

type ListState = {
  /** What one row is, such as “webhook”. */
  noun: string
  items: readonly { id: string }[]
  openId: string | null
  /** Opens a row, or none; `isNext` where the keys go on from one to the next. */
  open: (id: string | null, isNext: boolean) => void
  /** The box that finds rows, by the words of its label; none where all rows always stand there. */
  filter?: { label: string; box: RefObject<HTMLInputElement | null> }
  make: () => void
}

/** Offers the keys of the list: J and K open the next and the one before, / finds, C makes one. */
export function useSideListKeys({ noun, items, openId, open, filter, make }: ListState): void {
  const move = (step: 1 | -1): void => {
    const at = items.findIndex(({ id }) => id === openId)
    const next = at < 0 ? items[0] : items[at + step]
    if (next) open(next.id, at >= 0)
  }
  const keysOnly = (id: string, title: string, keys: string, run: () => void): Command => ({
    id: `${id}-${noun}`,
    title,
    group: 'This list',
    keys,
    keysOnly: true,
    run,
  })
  useCommands([
    keysOnly('next', `Next ${noun}`, 'j', () => move(1)),
    keysOnly('previous', `Previous ${noun}`, 'k', () => move(-1)),
    ...(filter ? [keysOnly('find', filter.label, '/', () => filter.box.current?.focus())] : []),
    keysOnly('close', 'Back out', 'Escape', () => open(null, false)),
    { id: `new-${noun}-here`, title: `New ${noun}`, icon: Plus, group: 'This list', keys: 'c', run: make },
  ])
}
