import type { JsonValue } from '#shared/model/event.ts'
import { notInXml } from './read-xml.ts'

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' }
const forbidden = new RegExp(notInXml.source, 'g')

/** Text as it may stand in an element or an attribute; letters that XML cannot hold are left out. */
export const escapeXml = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(forbidden, '')
    .replaceAll(/[&<>"']/g, (letter) => entities[letter] ?? letter)

// Any key may come in an event, and not every key is a name in XML.
const nameOf = (key: string): string => key.replaceAll(/[^\w.-]/g, '_').replace(/^(?![A-Za-z_])/, '_') || '_'

const plain = (value: JsonValue): string =>
  value === null ? '' : escapeXml(typeof value === 'object' ? JSON.stringify(value) : String(value))

function element(key: string, value: JsonValue): string {
  const name = nameOf(key)
  if (Array.isArray(value)) return value.map((item) => element(key, item)).join('')
  if (typeof value !== 'object' || value === null) return `<${name}>${plain(value)}</${name}>`
  const fields = Object.entries(value)
  const attributes = fields.flatMap(([field, inner]) =>
    field.startsWith('@') ? [` ${nameOf(field.slice(1))}="${plain(inner)}"`] : [],
  )
  const inner = fields.flatMap(([field, of]) =>
    field.startsWith('@') ? [] : [field === '#text' ? plain(of) : element(field, of)],
  )
  return `<${name}${attributes.join('')}>${inner.join('')}</${name}>`
}

/** A value as XML, the way `readXml` reads it; what is no object of one field stands in `<payload>`. */
export function writeXml(value: JsonValue): string {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
  const [only, ...others] = isObject ? Object.entries(value) : []
  const fits = only !== undefined && others.length === 0 && !Array.isArray(only[1]) && /^[A-Za-z_]/.test(only[0])
  const inner = fits ? element(only[0], only[1]) : element('payload', Array.isArray(value) ? { item: value } : value)
  return `<?xml version="1.0" encoding="UTF-8"?>\n${inner}`
}
