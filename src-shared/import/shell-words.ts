import { latin1OfText } from '#shared/bytes/latin1.ts'

/** A command line cut into its words; text is Latin-1. `pipe` is what a `printf` before it writes to its input. */
export type ShellWords = { kind: 'read'; words: string[]; pipe: string | null } | { kind: 'unreadable'; reason: string }

class Unreadable extends Error {}

type Reader = { text: string; at: number }

const printfStart = /printf -- '/y
const blank = /[ \t]/

/**
 * Reads the first command of a text as a POSIX shell would, and runs nothing: expansions, substitutions and further
 * commands are refused. `$'…'` of bash is read too, and the `printf` that Creel writes for odd bytes.
 */
export function readShellWords(text: string): ShellWords {
  // What a copied command often brings along: a prompt, and lines that a browser ended for Windows.
  const plain = text.replaceAll('\r\n', '\n').replace(/^(\s*(#[^\n]*\n)?)*(\$ )?/, '')
  const reader: Reader = { text: latin1OfText(plain), at: 0 }
  try {
    const pipe = readPipe(reader)
    return { kind: 'read', words: readWords(reader), pipe }
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
    return { kind: 'unreadable', reason: error.message }
  }
}

function readPipe(reader: Reader): string | null {
  const start = reader.at
  const written = readPrintf(reader)
  if (written === null) return null
  const pipe = /[ \t]*\|[ \t]*/y
  pipe.lastIndex = reader.at
  const match = pipe.exec(reader.text)
  if (match) reader.at += match[0].length
  else reader.at = start
  return match ? written : null
}

/** `printf -- '…'`, as Creel writes it; null where something else stands here. */
function readPrintf(reader: Reader): string | null {
  printfStart.lastIndex = reader.at
  const start = printfStart.exec(reader.text)
  const end = start === null ? -1 : reader.text.indexOf("'", printfStart.lastIndex)
  if (start === null || end === -1) return null
  const format = reader.text.slice(reader.at + start[0].length, end)
  reader.at = end + 1
  return format.replaceAll(/\\([0-7]{3})|%%/g, (_whole, octal: string | undefined) =>
    octal === undefined ? '%' : String.fromCharCode(Number.parseInt(octal, 8) & 0xff),
  )
}

function readWords(reader: Reader): string[] {
  const words: string[] = []
  let word: string | null = null
  while (reader.at < reader.text.length) {
    const letter = reader.text.charAt(reader.at)
    if (blank.test(letter)) {
      if (word !== null) words.push(word)
      word = null
      reader.at += 1
    } else if (letter === '\n' || letter === ';') {
      // The first command is the request; whatever follows is refused, so that nobody believes it was taken over.
      if (/\S/.test(reader.text.slice(reader.at + 1))) throw new Unreadable('There is more than one command. Give one.')
      break
    } else word = (word ?? '') + readPart(reader, letter)
  }
  if (word !== null) words.push(word)
  return words
}

const plainEscapes: Record<string, string> = {
  n: '\n',
  t: '\t',
  r: '\r',
  a: '\x07',
  b: '\b',
  e: '\x1b',
  E: '\x1b',
  f: '\f',
  v: '\v',
}

function readPart(reader: Reader, letter: string): string {
  if (letter === "'") return readQuoted(reader)
  if (letter === '"') return readDoubleQuoted(reader)
  if (letter === '$' && reader.text.charAt(reader.at + 1) === "'") return readAnsiQuoted(reader)
  if (letter === '\\') {
    reader.at += 2
    const escaped = reader.text.charAt(reader.at - 1)
    return escaped === '\n' ? '' : escaped
  }
  if ('$`|&<>()'.includes(letter)) {
    throw new Unreadable(
      `The command has a ${letter} outside of quotes, which only a shell can carry out. Take it out.`,
    )
  }
  reader.at += 1
  return letter
}

function readQuoted(reader: Reader): string {
  const end = reader.text.indexOf("'", reader.at + 1)
  if (end === -1) throw new Unreadable('A quote is never closed. Copy the command whole.')
  const text = reader.text.slice(reader.at + 1, end)
  reader.at = end + 1
  return text
}

function readDoubleQuoted(reader: Reader): string {
  let text = ''
  reader.at += 1
  while (reader.at < reader.text.length) {
    const letter = reader.text.charAt(reader.at)
    if (letter === '"') {
      reader.at += 1
      return text
    }
    if (letter === '$' || letter === '`') text += readSubstitution(reader, letter)
    else if (letter === '\\') {
      const next = reader.text.charAt(reader.at + 1)
      text += next === '\n' ? '' : '$`"\\'.includes(next) ? next : `\\${next}`
      reader.at += 2
    } else {
      text += letter
      reader.at += 1
    }
  }
  throw new Unreadable('A quote is never closed. Copy the command whole.')
}

function readSubstitution(reader: Reader, letter: string): string {
  const next = reader.text.charAt(reader.at + 1)
  if (letter === '$' && next === '(') {
    reader.at += 2
    const written = readPrintf(reader)
    if (written !== null && reader.text.charAt(reader.at) === ')') {
      reader.at += 1
      return written.replace(/\n+$/, '')
    }
  }
  // A dollar that begins no name stands for itself.
  if (letter === '$' && !/[\w({]/.test(next)) {
    reader.at += 1
    return letter
  }
  throw new Unreadable(`The command has a ${letter} that only a shell can fill in. Put its value in its place.`)
}

function readAnsiQuoted(reader: Reader): string {
  let text = ''
  reader.at += 2
  while (reader.at < reader.text.length) {
    const letter = reader.text.charAt(reader.at)
    reader.at += 1
    if (letter === "'") return text
    text += letter === '\\' ? readEscape(reader) : letter
  }
  throw new Unreadable('A quote is never closed. Copy the command whole.')
}

const numericEscape = /x([0-9a-fA-F]{1,2})|u([0-9a-fA-F]{1,4})|U([0-9a-fA-F]{1,8})|([0-7]{1,3})/y

function readEscape(reader: Reader): string {
  numericEscape.lastIndex = reader.at
  const match = numericEscape.exec(reader.text)
  if (!match) {
    const letter = reader.text.charAt(reader.at)
    reader.at += 1
    return plainEscapes[letter] ?? letter
  }
  reader.at += match[0].length
  const [, byte, short, long, octal] = match
  if (byte !== undefined) return String.fromCharCode(Number.parseInt(byte, 16))
  if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8) & 0xff)
  const code = Number.parseInt(short ?? long ?? '', 16)
  return code > 0x10ffff ? '' : latin1OfText(String.fromCodePoint(code))
}
