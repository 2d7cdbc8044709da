import type { JsonTree, JsonType } from './json-tree.ts'
import { parseJsonTree } from './json-tree.ts'

/** A value in the formatted text. `start` and `end` are offsets; `count` is the number of its fields or items. */
export type JsonNode = {
  parent: number | null
  key: string | number | null
  type: JsonType
  line: number
  start: number
  end: number
  count: number
}

/** JSON indented for reading, and what stands where. `nodeOfLine[0]` belongs to line 1. */
export type FormattedJson = { text: string; nodes: JsonNode[]; nodeOfLine: number[] }

/** Indents JSON without changing a number, an escape or the order. Throws a `SyntaxError` where it is not JSON. */
export function formatJson(source: string, options: { sortKeys?: boolean } = {}): FormattedJson {
  const page: Page = { pieces: [], length: 0, nodes: [], nodeOfLine: [], sortKeys: options.sortKeys ?? false }
  writeValue(page, parseJsonTree(source), { parent: null, key: null, indent: '' })
  return { text: page.pieces.join(''), nodes: page.nodes, nodeOfLine: page.nodeOfLine }
}

type Page = { pieces: string[]; length: number; nodes: JsonNode[]; nodeOfLine: number[]; sortKeys: boolean }
type Place = { parent: number | null; key: string | number | null; indent: string }

function write(page: Page, text: string): void {
  page.pieces.push(text)
  page.length += text.length
}

function writeValue(page: Page, tree: JsonTree, { parent, key, indent }: Place): void {
  const index = page.nodes.length
  if (page.nodeOfLine.length === 0) page.nodeOfLine.push(index)
  const node: JsonNode = {
    parent,
    key,
    type: tree.type,
    line: page.nodeOfLine.length,
    start: page.length,
    end: page.length,
    count: 0,
  }
  page.nodes.push(node)
  if (tree.type === 'object') {
    const members = page.sortKeys ? tree.members.toSorted((one, other) => compare(one.name, other.name)) : tree.members
    const entries = members.map(({ name, rawName, value }) => ({ key: name, label: `${rawName}: `, value }))
    writeEntries(page, { index, entries, brackets: '{}', indent })
  } else if (tree.type === 'array') {
    const entries = tree.items.map((value, key) => ({ key, label: '', value }))
    writeEntries(page, { index, entries, brackets: '[]', indent })
  } else write(page, tree.raw)
  node.end = page.length
}

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)

type Entry = { key: string | number; label: string; value: JsonTree }

function writeEntries(page: Page, group: { index: number; entries: Entry[]; brackets: string; indent: string }): void {
  const { index, entries, brackets, indent } = group
  const node = page.nodes[index]
  if (node) node.count = entries.length
  if (entries.length === 0) return write(page, brackets)
  write(page, brackets.charAt(0))
  for (const [position, { key, label, value }] of entries.entries()) {
    write(page, `${position === 0 ? '' : ','}\n${indent}  ${label}`)
    page.nodeOfLine.push(page.nodes.length)
    writeValue(page, value, { parent: index, key, indent: `${indent}  ` })
  }
  write(page, `\n${indent}${brackets.charAt(1)}`)
  page.nodeOfLine.push(index)
}
