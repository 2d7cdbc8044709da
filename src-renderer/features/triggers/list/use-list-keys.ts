import { Plus } from 'lucide-react'
import { go } from '#renderer/data/routes.ts'
import { newTrigger } from '#renderer/data/trigger-drafts.ts'
import type { Command } from '#renderer/parts/commands/commands.ts'
import { useCommands } from '#renderer/parts/commands/commands.ts'
import type { Trigger } from '#shared/model/trigger.ts'

type ListState = { items: readonly Trigger[]; openId: string | null; q: string; focusFilter: () => void }

/** Offers the keys of the list: J and K open the next and the one before, / filters, C makes one. */
export function useListKeys({ items, openId, q, focusFilter }: ListState): void {
  const open = (id: string | null, replace = false): void => go({ screen: 'triggers', id, tab: null, q }, { replace })
  const move = (step: 1 | -1): void => {
    const at = items.findIndex(({ id }) => id === openId)
    const next = at < 0 ? items[0] : items[at + step]
    if (next) open(next.id, at >= 0)
  }
  const keysOnly = (id: string, title: string, keys: string, run: () => void): Command => ({
    id,
    title,
    group: 'This list',
    keys,
    keysOnly: true,
    run,
  })
  useCommands([
    keysOnly('next-trigger', 'Next trigger', 'j', () => move(1)),
    keysOnly('previous-trigger', 'Previous trigger', 'k', () => move(-1)),
    keysOnly('filter-triggers', 'Find triggers', '/', focusFilter),
    keysOnly('close-trigger', 'Back out', 'Escape', () => open(null)),
    {
      id: 'new-trigger-here',
      title: 'New trigger',
      icon: Plus,
      group: 'This list',
      keys: 'c',
      run: () => open(newTrigger),
    },
  ])
}
