import type { JsonValue } from '#shared/model/event.ts'
import type { TextFault } from './json-fault.ts'

const deepest = 200
const name = '[A-Za-z_][\\w.-]*(?::[A-Za-z_][\\w.-]*)?'
const declaration = /^\uFEFF?(<\?xml[^?]*\?>)?/y
const comment = /<!--(?:(?!--)[^])*-->|<\?(?!xml[\s?])[^?]*(?:\?(?!>)[^?]*)*\?>/y
const cdata = /<!\[CDATA\[((?:(?!\]\]>)[^])*)\]\]>/y
const opening = new RegExp(`<(${name})((?:\\s+${name}\\s*=\\s*(?:"[^"<]*"|'[^'<]*'))*)\\s*(/?)>`, 'y')
const closing = new RegExp(`</(${name})\\s*>`, 'y')
const attribute = new RegExp(`(${name})\\s*=\\s*(?:"([^"<]*)"|'([^'<]*)')`, 'g')
const characters = /[^<]+/y
const reference = /&(?:(amp|lt|gt|quot|apos)|#(\d{1,7})|#x([0-9a-fA-F]{1,6}));|&/g
const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** Letters that XML 1.0 cannot hold, section 2.2. */
export const notInXml = /[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/

type Element = { name: string; attributes: [string, string][]; children: Element[]; text: string }

/** The fault at a place, as what is thrown inside of the reader. */
class XmlFault extends Error {
  readonly offset: number
  constructor(offset: number, message: string) {
    super(message)
    this.offset = offset
  }
}

function decode(text: string, offset: number): string {
  return text.replaceAll(reference, (whole, word?: string, decimal?: string, hex?: string, at: number = 0) => {
    if (word !== undefined) return named[word] ?? ''
    const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal)
    const isLetter = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff)
    const letter = isLetter ? String.fromCodePoint(code) : null
    if (letter === null || notInXml.test(letter)) {
      throw new XmlFault(offset + at, `${whole} is no entity of XML: write &amp; for an ampersand.`)
    }
    return letter
  })
}

/** Reads the elements of a text. Without document types, hence without entities of its own: nothing can be fetched. */
class XmlReader {
  readonly #text: string
  readonly #root: Element = { name: '', attributes: [], children: [], text: '' }
  readonly #open: Element[] = [this.#root]
  #at = 0

  constructor(text: string) {
    this.#text = text
  }

  read(): Element {
    this.#match(declaration)
    while (this.#at < this.#text.length) {
      if (!this.#readText() && !this.#match(comment) && !this.#readEnd()) this.#readBegin()
    }
    const unclosed = this.#open.length > 1 ? this.#open.at(-1) : undefined
    if (unclosed) throw new XmlFault(this.#text.length, `<${unclosed.name}> is not closed.`)
    const [only] = this.#root.children
    if (!only) throw new XmlFault(0, 'There is no element.')
    return only
  }

  get #inner(): Element {
    return this.#open.at(-1) ?? this.#root
  }

  #match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at
    const found = pattern.exec(this.#text)
    if (found) this.#at = pattern.lastIndex
    return found
  }

  #readText(): boolean {
    const from = this.#at
    const raw = this.#match(cdata)
    const said = raw ?? this.#match(characters)
    if (!said) return false
    const told = raw ? (raw[1] ?? '') : decode(said[0], from)
    if (notInXml.test(told)) throw new XmlFault(from, 'A control character cannot stand in XML.')
    const isOutside = this.#inner === this.#root && (raw !== null || told.trim() !== '')
    if (isOutside) throw new XmlFault(from, 'Text stands outside of the element.')
    this.#inner.text += told
    return true
  }

  #readEnd(): boolean {
    const from = this.#at
    const ends = this.#match(closing)
    if (!ends) return false
    if (this.#inner.name !== ends[1]) throw new XmlFault(from, `Nothing is open that ${ends[0]} closes.`)
    this.#open.pop()
    return true
  }

  #readBegin(): void {
    const from = this.#at
    const begins = this.#match(opening)
    if (!begins) throw new XmlFault(from, 'No element of XML is written like this.')
    if (this.#inner === this.#root && this.#root.children.length > 0) {
      throw new XmlFault(from, 'There is more than one outermost element.')
    }
    if (this.#open.length > deepest) throw new XmlFault(from, `It is nested more than ${deepest} deep.`)
    const [, name = '', attributes = '', slash] = begins
    const element = { name, attributes: attributesOf(attributes, from), children: [], text: '' }
    this.#inner.children.push(element)
    if (slash !== '/') this.#open.push(element)
  }
}

const readElement = (text: string): Element => new XmlReader(text).read()

function attributesOf(text: string, offset: number): [string, string][] {
  const pairs = [...text.matchAll(attribute)].map(([, key = '', double, single]): [string, string] => [
    key,
    decode(double ?? single ?? '', offset),
  ])
  if (new Set(pairs.map(([key]) => key)).size < pairs.length) throw new XmlFault(offset, 'An attribute is given twice.')
  return pairs
}

function valueOf({ attributes, children, text }: Element): JsonValue {
  const own = attributes.map(([key, value]): [string, JsonValue] => [`@${key}`, value])
  const groups = Map.groupBy(children, (child) => child.name)
  const inner = [...groups].map(([key, [first, ...more]]): [string, JsonValue] => [
    key,
    more.length === 0 && first ? valueOf(first) : [first, ...more].flatMap((child) => (child ? [valueOf(child)] : [])),
  ])
  if (own.length === 0 && inner.length === 0) return text
  const words = text.trim() === '' ? [] : [['#text', text.trim()] as const]
  return Object.fromEntries([...own, ...inner, ...words])
}

const faultOf = (error: unknown): TextFault => {
  if (error instanceof XmlFault) return { offset: error.offset, message: error.message }
  throw error
}

/** The first place where a text is no well-formed XML of one element; null: it is. */
export function findXmlFault(text: string): TextFault | null {
  try {
    readElement(text)
    return null
  } catch (error) {
    return faultOf(error)
  }
}

/**
 * XML as a value: an element is its text, or an object of its attributes (`@name`), its elements (a list where one name
 * comes more than once) and its text (`#text`). Throws where it is not well-formed.
 */
export function readXml(text: string): JsonValue {
  const root = readElement(text)
  return { [root.name]: valueOf(root) }
}
