import { Copy, Eye, Filter, Inbox } from 'lucide-react'
import type { ReactElement } from 'react'
import type { DeliveryRow } from '#shared/model/delivery.ts'
import { askValue } from '#shared/query/delivery-query.ts'
import { go } from '#renderer/data/routes.ts'
import { shortTarget } from '#renderer/parts/attempts/delivery-signs.ts'
import { copyText } from '#renderer/parts/copy-text.ts'
import type { MenuEntry } from '#renderer/parts/menu.tsx'
import { Menu } from '#renderer/parts/menu.tsx'
import type { DeliveryIntents } from './delivery-intents.ts'
import { offeredFor } from './delivery-intents.ts'

export type RowIntents = Omit<DeliveryIntents, 'targets'> & { q: string; onQuery: (q: string) => void }

/** Everything that can be done to one row of the list. */
export const RowMenu = ({
  row,
  onClose,
  onOpen,
  ...intents
}: RowIntents & {
  row: DeliveryRow | null
  onClose: () => void
  onOpen: (row: DeliveryRow) => void
}): ReactElement => (
  <Menu
    open={row !== null}
    onOpenChange={(isOpen) => !isOpen && onClose()}
    anchor={row === null ? null : document.getElementById(row.id)}
    align="end"
    entries={
      row === null
        ? []
        : [
            { id: 'open', label: 'Open', icon: Eye, keys: 'Enter', onSelect: () => onOpen(row) },
            ...rowMenuEntries(row, intents),
          ]
    }
  />
)

/** What can be done to a delivery wherever it is shown. */
export function rowMenuEntries(row: DeliveryRow, { q, onQuery, ...intents }: RowIntents): MenuEntry[] {
  const { requestId } = row
  const offers = offeredFor({ ...intents, targets: [row] })
  return [
    ...offers.map(({ id, label, icon, keys, danger, count, run }): MenuEntry => ({
      id,
      label,
      icon,
      keys,
      danger: danger ?? false,
      disabled: count === 0,
      onSelect: run,
    })),
    { kind: 'line', id: 'line-actions' },
    ...(requestId === null
      ? []
      : [
          {
            id: 'request',
            label: 'Show its request',
            icon: Inbox,
            onSelect: () => go({ screen: 'inspect', id: requestId, tab: null, q: '' }),
          },
        ]),
    {
      id: 'same-target',
      label: `Only to ${shortTarget(row.targetUrl)}`,
      icon: Filter,
      onSelect: () => onQuery(askValue(q, 'target', row.targetUrl)),
    },
    { id: 'copy-id', label: 'Copy the id', icon: Copy, onSelect: () => void copyText(row.id, 'Id') },
  ]
}
