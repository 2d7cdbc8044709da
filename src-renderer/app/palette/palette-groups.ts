import type { LucideIcon } from 'lucide-react'
import type { Command } from '#renderer/parts/commands/commands.ts'

/** One line of the palette. */
export type PaletteItem = Pick<Command, 'id' | 'title' | 'run'> & { hint?: string; icon?: LucideIcon; keys?: string }

/** Lines that belong together. */
export type PaletteGroup = { name: string; items: PaletteItem[] }

const mostInGroup = 12

/** The commands as groups, in the order of their groups. */
export function groupCommands(commands: readonly Command[]): PaletteGroup[] {
  const shown = commands.filter((command) => !command.keysOnly)
  const names = [...new Set(shown.map(({ group }) => group))]
  return names.map((name) => ({ name, items: shown.filter(({ group }) => group === name) }))
}

const textOf = ({ title, hint }: PaletteItem): string => `${title} ${hint ?? ''}`.toLowerCase()

/** Better is smaller: the title begins with the text, a word of it does, it is somewhere inside. */
function rankOf(item: PaletteItem, text: string): number {
  const title = item.title.toLowerCase()
  if (title.startsWith(text)) return 0
  return title.includes(` ${text}`) ? 1 : 2
}

/** What is left of groups for a text: every word of it must be in a line; the best lines come first, and their groups. */
export function searchGroups(groups: readonly PaletteGroup[], search: string): PaletteGroup[] {
  const text = search.trim().toLowerCase()
  const words = text.split(/\s+/)
  return groups
    .map(({ name, items }) => ({
      name,
      items: items
        .filter((item) => words.every((word) => textOf(item).includes(word)))
        .toSorted((one, other) => rankOf(one, text) - rankOf(other, text))
        .slice(0, mostInGroup),
    }))
    .filter(({ items }) => items.length > 0)
    .toSorted((one, other) => bestRankOf(one, text) - bestRankOf(other, text))
}

const bestRankOf = ({ items }: PaletteGroup, text: string): number =>
  Math.min(...items.map((item) => rankOf(item, text)))

/** The next group to narrow to, round and round; null is all of them. */
export function nextScope(names: readonly string[], scope: string | null, step: 1 | -1): string | null {
  const all = [null, ...names]
  return all[(all.indexOf(scope) + step + all.length) % all.length] ?? null
}
