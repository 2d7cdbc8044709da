/** Where a text stops being what it should be, in letters from its start, and what was wrong there. */
export type TextFault = { offset: number; message: string }

const deepest = 200
const space = /[ \t\n\r]*/y
const number = /-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/y
const string = /"(?:[^"\\\x00-\x1f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y
const word = /true|false|null/y

/** The first place where a text is no JSON (RFC 8259); null: it is. The platform's parser often names no place. */
export function findJsonFault(text: string): TextFault | null {
  let at = 0
  const skip = (pattern: RegExp): boolean => {
    pattern.lastIndex = at
    const found = pattern.test(text)
    if (found) at = pattern.lastIndex
    return found
  }
  const fault = (expected: string): TextFault => ({
    offset: Math.min(at, text.length),
    message: at >= text.length ? `It ends where ${expected} should follow.` : `Here should be ${expected}.`,
  })
  const take = (letter: string): boolean => {
    skip(space)
    if (text[at] !== letter) return false
    at += 1
    return true
  }

  const readItems = (close: string, readItem: () => TextFault | null): TextFault | null => {
    if (take(close)) return null
    for (;;) {
      const wrong = readItem()
      if (wrong) return wrong
      if (take(close)) return null
      if (!take(',')) return fault(`a comma or ${close}`)
    }
  }
  const readValue = (depth: number): TextFault | null => {
    if (depth > deepest) return { offset: at, message: `It is nested more than ${deepest} deep.` }
    if (take('[')) return readItems(']', () => readValue(depth + 1))
    if (take('{')) return readItems('}', () => readMember(depth + 1))
    return skip(string) || skip(number) || skip(word) ? null : fault('a value')
  }
  const readMember = (depth: number): TextFault | null => {
    skip(space)
    if (!skip(string)) return fault('a name in double quotes')
    return take(':') ? readValue(depth) : fault('a colon')
  }

  const wrong = readValue(0)
  if (wrong) return wrong
  skip(space)
  return at < text.length ? fault('the end') : null
}
