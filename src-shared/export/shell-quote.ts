import { textOfLatin1 } from '#shared/bytes/latin1.ts'
import { isDeceptive } from './deceptive-text.ts'

/**
 * Words for a POSIX shell (sh, dash, bash, zsh, ksh). Text comes as Latin-1, one letter a byte, as captured data does;
 * a word stands for exactly these bytes. A NUL byte cannot be in a word and is left out.
 */

const plain = /^[\w/:=.,@%+-]+$/

/** One shell word for these bytes. */
export function quoteForShell(latin1: string): string {
  const text = textOfLatin1(latin1)
  if (text === null || isDeceptive(text, '\n')) return quoteOddBytes(latin1.replaceAll('\0', ''))
  return plain.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`
}

// Not `$'…'`: a plain `sh` does not know it, and takes an escaped quote in it for the end of the word.
function quoteOddBytes(latin1: string): string {
  // A shell cuts the line breaks at the end of what a command prints.
  const end = /\n*$/.exec(latin1)?.[0] ?? ''
  const word = `"$(printf -- ${quoteForPrintf(latin1.slice(0, latin1.length - end.length))})"`
  return end === '' ? word : `${word}'${end}'`
}

/** The argument of a `printf` that writes these bytes; NUL is no exception here. */
export const quoteForPrintf = (latin1: string): string =>
  `'${latin1.replaceAll(/[^\x20-\x7e]|[%'\\]/g, (byte) =>
    byte === '%' ? '%%' : `\\${byte.charCodeAt(0).toString(8).padStart(3, '0')}`,
  )}'`

/** Whether text in Latin-1 can stand in a word as it is. */
export function isReadable(latin1: string): boolean {
  const text = textOfLatin1(latin1)
  return text !== null && !isDeceptive(text, '\n')
}
