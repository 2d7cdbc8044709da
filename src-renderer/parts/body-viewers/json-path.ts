import type { FormattedJson, JsonNode } from '#shared/json/format-json.ts'

/** The value that a line of the formatted text is about, and the way to it. */
export type JsonPlace = { path: string; type: JsonNode['type']; description: string; value: string }

const plainKey = /^[\p{L}_$][\p{L}\p{N}_$]*$/u

const step = (key: string | number): string =>
  typeof key === 'number' ? `[${key}]` : plainKey.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`

function pathOf(nodes: readonly JsonNode[], node: JsonNode): string {
  const steps: string[] = []
  let current: JsonNode | undefined = node
  while (current && current.key !== null) {
    steps.unshift(step(current.key))
    current = current.parent === null ? undefined : nodes[current.parent]
  }
  return `$${steps.join('')}`
}

const longestShown = 60

function describe(node: JsonNode, value: string): string {
  if (node.type === 'object') return `object · ${node.count} ${node.count === 1 ? 'field' : 'fields'}`
  if (node.type === 'array') return `array · ${node.count} ${node.count === 1 ? 'item' : 'items'}`
  if (node.type === 'null') return 'null'
  return `${node.type} · ${value.length > longestShown ? `${value.slice(0, longestShown)}…` : value}`
}

/** Where the cursor is. `line` starts at 1, as in the editor. A string's value is given decoded, the rest as written. */
export function jsonPlaceAt(json: FormattedJson, line: number): JsonPlace | null {
  const node = json.nodes[json.nodeOfLine[line - 1] ?? -1]
  if (!node) return null
  const raw = json.text.slice(node.start, node.end)
  const value = node.type === 'string' ? (JSON.parse(raw) as string) : raw
  return { path: pathOf(json.nodes, node), type: node.type, description: describe(node, value), value }
}
