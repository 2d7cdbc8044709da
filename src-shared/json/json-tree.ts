/** JSON as it is written: number texts, escapes, order and doubled names are kept, which `JSON.parse` would lose. */
export type JsonTree =
  | { type: 'object'; members: { name: string; rawName: string; value: JsonTree }[] }
  | { type: 'array'; items: JsonTree[] }
  | { type: 'string' | 'number' | 'boolean' | 'null'; raw: string }

export type JsonType = JsonTree['type']

const maxDepth = 500

/** Reads JSON text. Throws a `SyntaxError` that says what is wrong and where. */
export function parseJsonTree(source: string): JsonTree {
  // The native parser is the judge of what is JSON; behind it the reader below may trust its input.
  JSON.parse(source)
  return readValue({ source, at: 0 }, 0)
}

type Reader = { source: string; at: number }

function readValue(reader: Reader, depth: number): JsonTree {
  if (depth > maxDepth) throw new SyntaxError(`The value is nested deeper than ${maxDepth} levels.`)
  const letter = peek(reader)
  if (letter === '{') return readObject(reader, depth)
  if (letter === '[') return readArray(reader, depth)
  if (letter === '"') return { type: 'string', raw: readString(reader) }
  return readWord(reader)
}

function readObject(reader: Reader, depth: number): JsonTree {
  const members: { name: string; rawName: string; value: JsonTree }[] = []
  reader.at += 1
  while (peek(reader) !== '}') {
    const rawName = readString(reader)
    peek(reader)
    reader.at += 1
    members.push({ name: JSON.parse(rawName) as string, rawName, value: readValue(reader, depth + 1) })
    if (peek(reader) === ',') reader.at += 1
  }
  reader.at += 1
  return { type: 'object', members }
}

function readArray(reader: Reader, depth: number): JsonTree {
  const items: JsonTree[] = []
  reader.at += 1
  while (peek(reader) !== ']') {
    items.push(readValue(reader, depth + 1))
    if (peek(reader) === ',') reader.at += 1
  }
  reader.at += 1
  return { type: 'array', items }
}

const wordEnd = /[\s,\]}]|$/g
const wordTypes: Record<string, JsonType> = { t: 'boolean', f: 'boolean', n: 'null' }

function readWord(reader: Reader): JsonTree {
  wordEnd.lastIndex = reader.at
  const end = wordEnd.exec(reader.source)?.index ?? reader.source.length
  const raw = reader.source.slice(reader.at, end)
  reader.at = end
  return { type: (wordTypes[raw.charAt(0)] ?? 'number') as 'number' | 'boolean' | 'null', raw }
}

function readString(reader: Reader): string {
  peek(reader)
  const start = reader.at
  let end = reader.source.indexOf('"', start + 1)
  while (isEscaped(reader.source, end)) end = reader.source.indexOf('"', end + 1)
  reader.at = end + 1
  return reader.source.slice(start, end + 1)
}

function isEscaped(source: string, at: number): boolean {
  let first = at
  while (source.charAt(first - 1) === '\\') first -= 1
  return (at - first) % 2 === 1
}

const notSpace = /[^ \t\r\n]/g

function peek(reader: Reader): string {
  notSpace.lastIndex = reader.at
  reader.at = notSpace.exec(reader.source)?.index ?? reader.source.length
  return reader.source.charAt(reader.at)
}
