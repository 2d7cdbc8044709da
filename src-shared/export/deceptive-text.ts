// oxlint-disable-next-line no-control-regex -- control characters are what this looks for
const deceptive = /[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g

/**
 * Spells out what could fool a terminal or a reader: control characters, which move the cursor or run commands, and
 * characters that are invisible or turn the direction of the text. `keep` names those that may stay.
 */
export const spellDeceptive = (text: string, keep: string, spell: (character: string) => string): string =>
  text.replaceAll(deceptive, (character) => (keep.includes(character) ? character : spell(character)))

/** True where `spellDeceptive` would find something. */
export const isDeceptive = (text: string, keep: string): boolean =>
  [...text.matchAll(deceptive)].some(([character]) => !keep.includes(character))
