import type { JsonTree } from '#shared/json/json-tree.ts'
import { parseJsonTree } from '#shared/json/json-tree.ts'

/** JSON as it is written; null where the text is none. */
export function readJson(text: string): JsonTree | null {
  try {
    return parseJsonTree(text)
  } catch {
    return null
  }
}

type Layout = { words: string; indent: string | null; colon: string; comma: string }
type Strings = { words: string; write: (raw: string) => string }

/** One way of writing JSON. */
export type JsonStyle = {
  words: string
  layout: Layout
  strings: Strings['write']
  numbers: (raw: string) => string
  sortsKeys: boolean
  end: string
}

const layouts: readonly Layout[] = [
  { words: 'without spaces', indent: null, colon: ':', comma: ',' },
  { words: 'with a space after colons and commas, as Python does', indent: null, colon: ': ', comma: ', ' },
  { words: 'indented by two spaces', indent: '  ', colon: ': ', comma: ',' },
  { words: 'indented by four spaces', indent: '    ', colon: ': ', comma: ',' },
  { words: 'indented by tabs', indent: '\t', colon: ': ', comma: ',' },
  { words: 'with a space after colons', indent: null, colon: ': ', comma: ',' },
]

const plain = (raw: string): string => JSON.stringify(JSON.parse(raw))
const escaped = (text: string, letters: RegExp): string =>
  text.replaceAll(letters, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`)
const inAscii = (raw: string): string => escaped(plain(raw), /[\u0080-\uffff]/g)
const withSlashes = (text: string): string => text.replaceAll('/', '\\/')

const strings: readonly Strings[] = [
  { words: '', write: (raw) => raw },
  { words: 'its letters not escaped', write: plain },
  { words: 'letters beyond ASCII escaped', write: inAscii },
  { words: 'slashes escaped', write: (raw) => withSlashes(plain(raw)) },
  { words: 'slashes and letters beyond ASCII escaped, as PHP does', write: (raw) => withSlashes(inAscii(raw)) },
  { words: '<, > and & escaped, as Go does', write: (raw) => escaped(plain(raw), /[<>&\u2028\u2029]/g) },
]

const numbers = [
  { words: '', write: (raw: string): string => raw },
  { words: 'its numbers as JavaScript writes them', write: (raw: string): string => String(Number(raw)) },
]

const orders = [
  { words: '', sortsKeys: false },
  { words: 'its keys sorted', sortsKeys: true },
]

const ends = [
  { words: '', end: '' },
  { words: 'a newline at its end', end: '\n' },
]

/** The ways in which programs write JSON, the frequent ones first. */
export function* jsonStyles(): Generator<JsonStyle> {
  for (const number of numbers) {
    for (const order of orders) {
      for (const text of strings) {
        for (const end of ends) {
          for (const layout of layouts) {
            const words = [layout, order, text, number, end].map((part) => part.words).filter((part) => part !== '')
            yield {
              words: words.join(', '),
              layout,
              strings: text.write,
              numbers: number.write,
              sortsKeys: order.sortsKeys,
              end: end.end,
            }
          }
        }
      }
    }
  }
}

/** Writes JSON in one of the ways. */
export const printJson = (tree: JsonTree, style: JsonStyle): string => printValue(tree, style, '') + style.end

function printValue(tree: JsonTree, style: JsonStyle, indent: string): string {
  switch (tree.type) {
    case 'object': {
      const members = style.sortsKeys ? tree.members.toSorted(byName) : tree.members
      const inner = innerOf(style, indent)
      const entries = members.map(
        ({ rawName, value }) => `${style.strings(rawName)}${style.layout.colon}${printValue(value, style, inner)}`,
      )
      return wrap(entries, '{}', style, indent)
    }
    case 'array':
      return wrap(
        tree.items.map((item) => printValue(item, style, innerOf(style, indent))),
        '[]',
        style,
        indent,
      )
    case 'string':
      return style.strings(tree.raw)
    case 'number':
      return style.numbers(tree.raw)
    case 'boolean':
    case 'null':
      return tree.raw
  }
}

const byName = (one: { name: string }, other: { name: string }): number =>
  one.name < other.name ? -1 : one.name > other.name ? 1 : 0

const innerOf = ({ layout }: JsonStyle, indent: string): string =>
  layout.indent === null ? '' : indent + layout.indent

function wrap(entries: readonly string[], brackets: string, style: JsonStyle, indent: string): string {
  const [open = '', close = ''] = brackets
  if (entries.length === 0) return brackets
  const { layout } = style
  if (layout.indent === null) return `${open}${entries.join(layout.comma)}${close}`
  const inner = innerOf(style, indent)
  return `${open}\n${inner}${entries.join(`,\n${inner}`)}\n${indent}${close}`
}
