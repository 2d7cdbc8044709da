import type { JsonValue } from '#shared/model/event.ts'
import type { TextFault } from './json-fault.ts'

const encode = (text: string): string => encodeURIComponent(text.toWellFormed()).replaceAll('%20', '+')

const decode = (text: string): string => decodeURIComponent(text.replaceAll('+', ' '))

/** Pairs of a value: the fields of an object, those below them as `customer[name]` and `items[0]`. */
function pairsOf(value: JsonValue, path: string): [string, string][] {
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([name, inner]) => pairsOf(inner, path === '' ? name : `${path}[${name}]`))
  }
  return [[path === '' ? 'value' : path, value === null ? '' : String(value)]]
}

/** A value as `application/x-www-form-urlencoded`. */
export const writeForm = (value: JsonValue): string =>
  pairsOf(value, '')
    .map(([name, text]) => `${encode(name)}=${encode(text)}`)
    .join('&')

/** The fields of a form, each as text; of a name that comes more than once a list. Throws URIError where it is none. */
export function readForm(text: string): JsonValue {
  const fields = new Map<string, string[]>()
  for (const pair of text.split('&').filter((part) => part !== '')) {
    const [name = '', ...rest] = pair.split('=')
    const key = decode(name)
    fields.set(key, [...(fields.get(key) ?? []), decode(rest.join('='))])
  }
  // `fromEntries` defines, it does not assign: a field called `__proto__` is a field like any other.
  return Object.fromEntries([...fields].map(([key, values]) => [key, values.length === 1 ? (values[0] ?? '') : values]))
}

/** What the URL standard's serialiser writes, and the letters that senders leave as they are. */
const notInForm = /[^\w*\-.~+%=&[\]!'(),:;@/?$]|%(?![0-9a-fA-F]{2})/

/** The first place where a text is no form; null: it is one. */
export function findFormFault(text: string): TextFault | null {
  const offset = text.search(notInForm)
  return offset < 0 ? null : { offset, message: `${JSON.stringify(text[offset])} must be percent-encoded in a form.` }
}
