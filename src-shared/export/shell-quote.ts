import { isDeceptive } from './deceptive-text.ts'

/**
 * Words for a POSIX-like shell (bash, zsh, ksh). Text comes as Latin-1, one letter a byte, as captured data does;
 * a word stands for exactly these bytes. A NUL byte cannot be in a word and is left out.
 */

const plain = /^[\w/:=.,@%+-]+$/

/** One shell word for these bytes. */
export function quoteForShell(latin1: string): string {
  const text = decodeUtf8(latin1)
  if (text === null || isDeceptive(text, '\n'))
    return `$'${latin1.replaceAll(/[^\x20-\x26\x28-\x5b\x5d-\x7e]/g, escapeByte)}'`
  return plain.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`
}

const escapeByte = (byte: string): string => {
  if (byte === '\0') return ''
  if (byte === "'" || byte === '\\') return `\\${byte}`
  return byte === '\n' ? '\\n' : `\\x${byte.charCodeAt(0).toString(16).padStart(2, '0')}`
}

/** The argument of a `printf` that writes these bytes; NUL is no exception here. */
export const quoteForPrintf = (latin1: string): string =>
  `'${latin1.replaceAll(/[^\x20-\x7e]|[%'\\]/g, (byte) =>
    byte === '%' ? '%%' : `\\${byte.charCodeAt(0).toString(8).padStart(3, '0')}`,
  )}'`

/** Reads Latin-1 letters as the bytes of UTF-8; null where they are none. */
function decodeUtf8(latin1: string): string | null {
  try {
    return decodeURIComponent(
      latin1.replaceAll(/[^\x21-\x24\x26-\x7e]/g, (byte) => `%${byte.charCodeAt(0).toString(16).padStart(2, '0')}`),
    )
  } catch {
    return null
  }
}
