import { ArrowUp, Ellipsis, GitCompare, Mail, Pin, Repeat2, SquareCheck, StickyNote, Trash2, Zap } from 'lucide-react'
import type { RequestRow } from '#shared/model/request.ts'
import type { Command } from '#renderer/parts/commands/commands.ts'
import { useCommands } from '#renderer/parts/commands/commands.ts'
import { makeTrigger } from '#renderer/data/make-trigger.ts'
import { rowTitle } from './row-words.ts'
import { moveCursor, toggleSelected } from './selection.ts'
import type { RowActions } from './use-row-actions.ts'

export type ListIntents = {
  /** The rows that an action is about: the selected ones, else the one at the cursor. */
  targets: readonly RequestRow[]
  cursor: RequestRow | null
  actions: RowActions
  move: (step: number, isExtending: boolean) => void
  remove: () => void
  showNewest: () => void
  replaySelected: () => void
  /** null: there is no filter. */
  replayFound: (() => void) | null
  compare: () => void
  openNote: (row: RequestRow) => void
  openMenu: (row: RequestRow) => void
}

/** Offers the keys and palette entries of the list. */
export function useListCommands(intents: ListIntents): void {
  useCommands([...movement(intents), ...rowCommands(intents), ...replayCommands(intents), makeTriggerFrom(intents)])
}

const movement = ({ move, showNewest }: ListIntents): Command[] => [
  { id: 'next', title: 'Next request', group: 'This list', keys: 'j', keysOnly: true, run: () => move(1, false) },
  {
    id: 'previous',
    title: 'Previous request',
    group: 'This list',
    keys: 'k',
    keysOnly: true,
    run: () => move(-1, false),
  },
  {
    id: 'extend-down',
    title: 'Extend the selection down',
    group: 'This list',
    keys: 'Shift+j',
    keysOnly: true,
    run: () => move(1, true),
  },
  {
    id: 'extend-up',
    title: 'Extend the selection up',
    group: 'This list',
    keys: 'Shift+k',
    keysOnly: true,
    run: () => move(-1, true),
  },
  { id: 'newest', title: 'Jump to new', icon: ArrowUp, group: 'This list', keys: 'n', run: showNewest },
]

const makeTriggerFrom = ({ cursor }: ListIntents): Command => ({
  id: 'make-trigger-from',
  title: 'Make trigger',
  icon: Zap,
  group: 'This request',
  keys: 't',
  isEnabled: cursor !== null,
  run: () => cursor && makeTrigger(cursor),
})

function rowCommands({ targets, cursor, actions, remove, compare, openNote, openMenu }: ListIntents): Command[] {
  const many = targets.length > 1 ? ` ${targets.length}` : ''
  const name = targets.length > 1 ? `${targets.length} requests` : cursor ? rowTitle(cursor) : ''
  const about = { group: 'This request', isEnabled: targets.length > 0, about: name } as const
  const one = { group: 'This request', isEnabled: cursor !== null } as const
  const isPinned = targets.every(({ pinned }) => pinned)
  return [
    {
      ...one,
      id: 'select',
      title: 'Select',
      icon: SquareCheck,
      keys: 'x',
      run: () => cursor && toggleSelected(cursor.id),
    },
    {
      ...about,
      id: 'pin',
      title: `${isPinned ? 'Unpin' : 'Pin'}${many}`,
      icon: Pin,
      keys: 'm',
      run: () => actions.togglePin(targets),
    },
    { ...one, id: 'note', title: 'Note…', icon: StickyNote, keys: 'e', run: () => cursor && openNote(cursor) },
    { ...about, id: 'unread', title: `Mark as unread${many}`, icon: Mail, run: () => actions.setUnread(targets, true) },
    {
      ...about,
      id: 'compare',
      title: 'Compare two',
      icon: GitCompare,
      keys: 'd',
      isEnabled: targets.length === 2,
      run: compare,
    },
    { ...about, id: 'delete', title: `Delete${many}`, icon: Trash2, keys: 'Delete', run: remove },
    {
      ...one,
      id: 'menu',
      title: 'Row menu',
      icon: Ellipsis,
      keys: '.',
      keysOnly: true,
      run: () => {
        if (!cursor) return
        // The menu opens at its row, which may have been scrolled away.
        moveCursor(cursor.id)
        openMenu(cursor)
      },
    },
  ]
}

const replayCommands = ({ targets, replaySelected, replayFound }: ListIntents): Command[] => [
  {
    id: 'replay-selected',
    title: `Replay ${targets.length} together…`,
    icon: Repeat2,
    group: 'This request',
    isEnabled: targets.length > 1,
    run: replaySelected,
  },
  {
    id: 'replay-found',
    title: 'Replay all that the filter finds…',
    icon: Repeat2,
    group: 'This list',
    isEnabled: replayFound !== null,
    run: () => replayFound?.(),
  },
]
