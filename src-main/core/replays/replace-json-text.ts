const tokens = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g

type Open = { kind: 'object' | 'array'; key: string; index: number; isKeyNext: boolean }

/**
 * Puts another text in the place of the one at a path of JSON, and leaves every other byte as it is. Null where no text
 * stands there. Of a doubled name the last one counts, as for `JSON.parse`. The JSON must be valid; paths are names
 * with dots between, such as `event.id`.
 */
export function replaceJsonText(body: Uint8Array, path: string, text: string): Uint8Array | null {
  // In Latin-1 each byte is a letter, so that places in the text are places in the body.
  const source = Buffer.from(body).toString('latin1')
  const found = findText(source, path)
  if (!found) return null
  const before = body.subarray(0, found.start)
  return Buffer.concat([before, Buffer.from(JSON.stringify(text), 'utf8'), body.subarray(found.end)])
}

function findText(source: string, path: string): { start: number; end: number } | null {
  const open: Open[] = []
  let found: { start: number; end: number } | null = null
  for (const { 0: token, index } of source.matchAll(tokens)) {
    const inner = open.at(-1)
    if (token === '{') open.push({ kind: 'object', key: '', index: 0, isKeyNext: true })
    else if (token === '[') open.push({ kind: 'array', key: '', index: 0, isKeyNext: false })
    else if (token === '}' || token === ']') open.pop()
    else if (token === ',') advance(inner)
    else if (token !== ':' && inner?.isKeyNext) {
      inner.key = JSON.parse(token) as string
      inner.isKeyNext = false
    } else if (token.startsWith('"') && pathOf(open) === path) found = { start: index, end: index + token.length }
  }
  return found
}

function advance(inner: Open | undefined): void {
  if (!inner) return
  inner.index += 1
  inner.isKeyNext = inner.kind === 'object'
}

const pathOf = (open: readonly Open[]): string =>
  open.map(({ kind, key, index }) => (kind === 'object' ? key : String(index))).join('.')
