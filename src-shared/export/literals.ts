const hex = (code: number, length: number): string => code.toString(16).padStart(length, '0')

/** A JavaScript string in double quotes: ASCII alone, so that nothing in it can be mistaken or hidden. */
export const javascriptString = (text: string): string =>
  JSON.stringify(text).replaceAll(/[^\x20-\x7e]/g, (letter) => `\\u${hex(letter.charCodeAt(0), 4)}`)

/** The letters of Latin-1 text between quotes, in escapes that Python, Go and C read alike. */
const escapedBytes = (latin1: string, quote: string): string =>
  latin1.replaceAll(/[^\x20-\x7e]|[\\'"]/g, (letter) => {
    if (letter === '\n') return '\\n'
    if (letter === quote || letter === '\\') return `\\${letter}`
    return letter === '"' || letter === "'" ? letter : `\\x${hex(letter.charCodeAt(0), 2)}`
  })

/** A bytes literal of Python. */
export const pythonBytes = (latin1: string): string => `b'${escapedBytes(latin1, "'")}'`

/** A string of Python whose letters are Latin-1. */
export const pythonString = (latin1: string): string => `'${escapedBytes(latin1, "'")}'`

/** A string of Go: bytes, whatever they are. */
export const goString = (latin1: string): string => `"${escapedBytes(latin1, '"')}"`
