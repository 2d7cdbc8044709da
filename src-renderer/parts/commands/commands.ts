import type { LucideIcon } from 'lucide-react'
import { useEffect, useRef, useSyncExternalStore } from 'react'

/** Something that can be done now: an entry of the palette, a shortcut, a line of the shortcuts sheet. */
export type Command = {
  id: string
  title: string
  /** A few words behind the title. */
  hint?: string
  /** The name of what it acts on. */
  about?: string
  icon?: LucideIcon
  /** Where it stands in palette and sheet: what it acts on comes before what is there everywhere. */
  group: (typeof commandGroups)[number]
  /** In the notation of tinykeys: `r`, `Shift+r`, `$mod+k`, `g i`. */
  keys?: string
  /** Left out of the palette, where running it from there makes no sense. */
  keysOnly?: boolean
  isEnabled?: boolean
  run: () => void
}

export const commandGroups = [
  'This request',
  'This delivery',
  'This trigger',
  'This webhook',
  'These settings',
  'This template',
  'This list',
  'Go to',
  'Everywhere',
] as const

const registry = new Map<object, readonly Command[]>()
const listeners = new Set<() => void>()
let offered: readonly Command[] = []

/** Offers commands while the calling component is shown. The newest component wins a key. */
export function useCommands(commands: readonly Command[]): void {
  const owner = useRef({})
  useEffect(() => {
    registry.set(owner.current, commands)
    tellListeners()
  })
  useEffect(() => {
    const key = owner.current
    return () => {
      registry.delete(key)
      tellListeners()
    }
  }, [])
}

function tellListeners(): void {
  for (const listener of listeners) listener()
}

function listen(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

const looksAlike = (one: Command, other: Command | undefined): boolean =>
  one.id === other?.id && one.title === other.title && one.hint === other.hint && one.about === other.about

/** The last list, unless another one is on offer by now: components offer theirs anew whenever they are drawn. */
function readOffered(): readonly Command[] {
  const now = offeredCommands()
  const isSame = now.length === offered.length && now.every((command, index) => looksAlike(command, offered[index]))
  if (!isSame) offered = now
  return offered
}

/** What can be done now, kept up to date: what is offered may change while it is shown. */
export const useOfferedCommands = (): readonly Command[] => useSyncExternalStore(listen, readOffered)

/** Every command that can be run at this moment, by group. */
export function offeredCommands(): Command[] {
  const all = [...registry.values()].flat().filter((command) => command.isEnabled !== false)
  return commandGroups.flatMap((group) => all.filter((command) => command.group === group))
}

/** Every key binding of the commands on offer. */
export const offeredKeys = (): string[] => [...new Set(offeredCommands().flatMap(({ keys }) => keys ?? []))]

/** The command that a key binding means now. */
export const commandOf = (keys: string): Command | undefined =>
  offeredCommands().findLast((command) => command.keys === keys)
