import { ArrowUp, Ellipsis, SquareCheck } from 'lucide-react'
import type { DeliveryRow } from '#shared/model/delivery.ts'
import type { Command } from '#renderer/parts/commands/commands.ts'
import { useCommands } from '#renderer/parts/commands/commands.ts'
import { deliveryTitle } from '#renderer/parts/attempts/delivery-signs.ts'
import type { DeliveryIntents } from './delivery-intents.ts'
import { offeredFor } from './delivery-intents.ts'
import { moveCursor, toggleSelected } from './selection.ts'
import type { DeliveryCursor } from './use-delivery-cursor.ts'

/** Offers the keys and palette entries of the list. */
export function useDeliveryCommands(
  cursor: DeliveryCursor,
  intents: DeliveryIntents,
  openMenu: (row: DeliveryRow) => void,
): void {
  useCommands([...movement(cursor), ...rowCommands(cursor, openMenu), ...actionCommands(intents)])
}

const keysOnly = { group: 'This list', keysOnly: true } as const

const movement = ({ move, showNewest }: DeliveryCursor): Command[] => [
  { ...keysOnly, id: 'next', title: 'Next delivery', keys: 'j', run: () => move(1, false) },
  { ...keysOnly, id: 'previous', title: 'Previous delivery', keys: 'k', run: () => move(-1, false) },
  { ...keysOnly, id: 'extend-down', title: 'Extend the selection down', keys: 'Shift+j', run: () => move(1, true) },
  { ...keysOnly, id: 'extend-up', title: 'Extend the selection up', keys: 'Shift+k', run: () => move(-1, true) },
  { id: 'newest', title: 'Jump to new', icon: ArrowUp, group: 'This list', keys: 'n', run: showNewest },
]

const rowCommands = ({ cursor }: DeliveryCursor, openMenu: (row: DeliveryRow) => void): Command[] => [
  {
    id: 'select',
    title: 'Select',
    icon: SquareCheck,
    group: 'This delivery',
    keys: 'x',
    isEnabled: cursor !== null,
    run: () => cursor && toggleSelected(cursor.id),
  },
  {
    id: 'menu',
    title: 'Row menu',
    icon: Ellipsis,
    group: 'This delivery',
    keys: '.',
    keysOnly: true,
    isEnabled: cursor !== null,
    run: () => {
      if (!cursor) return
      // The menu opens at its row, which may have been scrolled away.
      moveCursor(cursor.id)
      openMenu(cursor)
    },
  },
]

const actionCommands = (intents: DeliveryIntents): Command[] =>
  offeredFor(intents).map(({ id, label, icon, keys, count, run }) => ({
    id,
    title: count > 1 ? `${label} ${count}` : label,
    about: count > 1 ? `${count} deliveries` : intents.targets[0] ? deliveryTitle(intents.targets[0]) : '',
    icon,
    group: 'This delivery',
    keys,
    isEnabled: count > 0,
    run,
  }))
