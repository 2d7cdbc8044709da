import { spellDeceptive } from '#shared/export/deceptive-text.ts'

const hex = (character: string, digits: number): string => character.charCodeAt(0).toString(16).padStart(digits, '0')

/** Text that may go to a terminal: what came from a stranger cannot move its cursor or run its commands. */
export const printable = (text: string): string =>
  spellDeceptive(text, '\n\t', (character) => `\\u{${hex(character, 1)}}`)

/** The same for one line of a table. */
export const printableLine = (text: string): string =>
  spellDeceptive(text, '', (character) => (character === '\n' ? '\\n' : `\\u{${hex(character, 1)}}`))

/** JSON that may go to a terminal; it parses to the same value. */
export const printableJson = (value: unknown): string =>
  spellDeceptive(JSON.stringify(value, null, 2), '\n', (character) => `\\u${hex(character, 4)}`)

/** The same on a line of its own. */
export const printableJsonLine = (value: unknown): string =>
  spellDeceptive(JSON.stringify(value), '', (character) => `\\u${hex(character, 4)}`)
