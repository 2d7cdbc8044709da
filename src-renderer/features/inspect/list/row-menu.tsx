import { Eye, Filter, Mail, Pin, Share2, StickyNote, Terminal, Trash2 } from 'lucide-react'
import type { ReactElement } from 'react'
import type { RequestRow } from '#shared/model/request.ts'
import { printTerm } from '#shared/query/request-query.ts'
import type { MenuEntry } from '#renderer/parts/menu.tsx'
import { Menu } from '#renderer/parts/menu.tsx'
import { rowTitle } from './row-words.ts'
import type { RowActions } from './use-row-actions.ts'

/** What the entries of a row's menu lead to. */
export type RowIntents = {
  actions: RowActions
  onNote: (row: RequestRow) => void
  onQuery: (q: string) => void
}

type RowMenuProps = RowIntents & {
  row: RequestRow | null
  onClose: () => void
  onOpen: (row: RequestRow) => void
}

/** Everything that can be done to one row of the list. */
export const RowMenu = ({ row, onClose, onOpen, ...intents }: RowMenuProps): ReactElement => (
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
            { id: 'curl', label: 'Copy as cURL', icon: Terminal, onSelect: () => void intents.actions.copyCurl(row) },
            { kind: 'line', id: 'line-open' },
            ...rowMenuEntries(row, intents),
          ]
    }
  />
)

/** What can be done to a request wherever it is shown. */
export function rowMenuEntries(row: RequestRow, { actions, onNote, onQuery }: RowIntents): MenuEntry[] {
  return [
    { id: 'pin', label: row.pinned ? 'Unpin' : 'Pin', icon: Pin, keys: 'm', onSelect: () => actions.togglePin([row]) },
    {
      id: 'note',
      label: row.note === null ? 'Add a note…' : 'Edit the note…',
      icon: StickyNote,
      keys: 'e',
      onSelect: () => onNote(row),
    },
    {
      id: 'unread',
      label: row.unread ? 'Mark as read' : 'Mark as unread',
      icon: Mail,
      onSelect: () => actions.setUnread([row], !row.unread),
    },
    {
      id: 'share',
      label: 'Save to share, without secrets',
      icon: Share2,
      keys: 'Shift+S',
      onSelect: () => actions.share([row]),
    },
    { id: 'same', label: `Only ${rowTitle(row)}`, icon: Filter, onSelect: () => onQuery(sameQuery(row)) },
    { kind: 'line', id: 'line-delete' },
    {
      id: 'delete',
      label: 'Delete',
      icon: Trash2,
      keys: 'Delete',
      danger: true,
      onSelect: () => actions.remove([row]),
    },
  ]
}

const sameQuery = ({ eventType, path }: RequestRow): string =>
  printTerm({
    kind: 'field',
    field: eventType === null ? 'path' : 'event',
    comparison: '=',
    value: eventType ?? path,
    negated: false,
  })
