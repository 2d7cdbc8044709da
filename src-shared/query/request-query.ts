/**
 * The grammar in which requests are searched, alike in UI, API and CLI:
 * `sig:bad status:>=400 event:invoice.* $.data.object.amount_due:>5000 is:unread after:14:00 !method:GET "card_declined"`.
 * A term is `field:value`, a JSON path with a comparison, or text for the full-text search; `!` negates it; quotes keep
 * spaces together. All terms must hold.
 */

import { readDuration, readJsonPath, readMoment, readNumber, readSize } from './query-values.ts'

/** What stands between field and value: `=` is the plain colon. */
export type Comparison = '=' | '>' | '>=' | '<' | '<='

/** What can be asked about a request, with a word for people and an example. */
export const queryFields = {
  source: { label: 'source', example: 'source:stripe-live' },
  method: { label: 'method', example: 'method:GET' },
  path: { label: 'path', example: 'path:/orders/*' },
  status: { label: 'status', example: 'status:>=400' },
  sig: { label: 'signature', example: 'sig:bad' },
  provider: { label: 'provider', example: 'provider:stripe' },
  event: { label: 'event', example: 'event:invoice.*' },
  type: { label: 'content type', example: 'type:application/json' },
  ip: { label: 'sender', example: 'ip:10.0.0.7' },
  size: { label: 'size', example: 'size:>100kb' },
  state: { label: 'state', example: 'state:refused' },
  is: { label: 'is', example: 'is:unread' },
  after: { label: 'after', example: 'after:14:00' },
  before: { label: 'before', example: 'before:2026-11-17' },
  last: { label: 'last', example: 'last:24h' },
  id: { label: 'id', example: 'id:req_01K9XQ7M4T…' },
} as const

export type QueryField = keyof typeof queryFields

/** What `is:` knows. */
export const queryFlags = ['unread', 'pinned', 'noted', 'duplicate', 'replayed', 'refused', 'malformed'] as const

/** What `sig:` knows, and the verification states that each word means. */
export const signatureWords = {
  ok: ['verified'],
  bad: ['failed'],
  none: ['unsigned', 'skipped'],
  verified: ['verified'],
  failed: ['failed'],
  unsigned: ['unsigned'],
  skipped: ['skipped'],
  pending: ['pending'],
} as const

/** The fields that take certain words only. */
export const fieldWords: { readonly [Field in QueryField]?: readonly string[] } = {
  is: queryFlags,
  sig: Object.keys(signatureWords),
}

type ValueCheck = { isGood: (value: string) => boolean; words: string }

const aNumber: ValueCheck = { isGood: (value) => readNumber(value) !== null, words: 'a number.' }
const aMoment: ValueCheck = {
  isGood: (value) => readMoment(value, 0) !== null,
  words: 'a moment. Write it like 14:00, 2026-11-17 or 2026-11-17T14:00:00Z.',
}

/** The fields whose values must be readable, with the words for one that is not. */
const valueChecks: { readonly [Field in QueryField]?: ValueCheck } = {
  status: aNumber,
  size: { isGood: (value) => readSize(value) !== null, words: 'a size. Write it like 512, 100kb or 2mb.' },
  after: aMoment,
  before: aMoment,
  last: {
    isGood: (value) => readDuration(value) !== null,
    words: 'a span of time. Write it like 30s, 15m, 24h or 7d.',
  },
}

/** One term of a query. `header` is `header.<name>:value`, `json` is `$.path:value`. */
export type QueryTerm =
  | { kind: 'field'; field: QueryField; comparison: Comparison; value: string; negated: boolean }
  | { kind: 'header'; name: string; value: string; negated: boolean }
  | { kind: 'json'; path: string; comparison: Comparison; value: string; negated: boolean }
  | { kind: 'text'; text: string; negated: boolean }

/** A term that cannot be understood, with the words for it. */
export type QueryMistake = { term: string; message: string }

// The keys of a path may be quoted: `$["first name"][0].x`.
const jsonPath = String.raw`\$(?:\.[^\s".:[\]]+|\[\d+\]|\["(?:[^"\\]|\\.)*"\])*`
const token = new RegExp(String.raw`!?(?:(?:${jsonPath}|[^\s":]+):[<>]?=?)?(?:"(?:[^"\\]|\\.)*"?|[^\s"]*)`, 'gs')
const named = new RegExp(String.raw`^(${jsonPath}|[^\s":]+):(.*)$`, 's')

/** Reads a query. Never throws: what cannot be understood comes back in `mistakes`. */
export function parseRequestQuery(q: string): { terms: QueryTerm[]; mistakes: QueryMistake[] } {
  const terms: QueryTerm[] = []
  const mistakes: QueryMistake[] = []
  for (const word of q.match(token) ?? []) {
    const term = parseTerm(word)
    if (term === null) continue
    if ('message' in term) mistakes.push(term)
    else terms.push(term)
  }
  return { terms, mistakes }
}

/** Null where a word says nothing: `""`, `!`. */
function parseTerm(word: string): QueryTerm | QueryMistake | null {
  const negated = word.startsWith('!')
  const body = negated ? word.slice(1) : word
  const [, name, rest = ''] = named.exec(body) ?? []
  if (name === undefined) {
    const text = unquote(body)
    return text === '' ? null : { kind: 'text', text, negated }
  }
  return parseNamed(word, { name, rest, negated })
}

type Named = { name: string; rest: string; negated: boolean }

function parseNamed(word: string, { name, rest, negated }: Named): QueryTerm | QueryMistake {
  const [, sign = '', raw = ''] = /^(>=|<=|>|<|)(.*)$/s.exec(rest) ?? []
  const comparison = (sign || '=') as Comparison
  const value = unquote(raw)
  if (value === '') return { term: word, message: `Nothing stands after “${name}:”.` }
  if (name.startsWith('$')) return checkJson({ kind: 'json', path: name, comparison, value, negated }, word)
  if (/^header\../.test(name)) {
    return { kind: 'header', name: name.slice('header.'.length), value: unquote(rest), negated }
  }
  if (Object.hasOwn(queryFields, name)) {
    return checkField({ kind: 'field', field: name as QueryField, comparison, value, negated }, word)
  }
  const known = Object.keys(queryFields).join(', ')
  return { term: word, message: `“${name}” is not a field. Known are ${known}, header.<name> and $.path.` }
}

function checkField(term: QueryTerm & { kind: 'field' }, word: string): QueryTerm | QueryMistake {
  const known = fieldWords[term.field]
  if (known && !known.includes(term.value)) {
    return { term: word, message: `“${term.field}:” takes ${known.join(', ')}; “${term.value}” is none of them.` }
  }
  const check = valueChecks[term.field]
  return check && !check.isGood(term.value) ? { term: word, message: `“${term.value}” is not ${check.words}` } : term
}

function checkJson(term: QueryTerm & { kind: 'json' }, word: string): QueryTerm | QueryMistake {
  if (readJsonPath(term.path) === null) {
    return { term: word, message: `“${term.path}” is not a path. Write it like $.data.items[0].id.` }
  }
  const isNumeric = term.comparison === '=' || aNumber.isGood(term.value)
  return isNumeric ? term : { term: word, message: `“${term.value}” is not ${aNumber.words}` }
}

const unquote = (text: string): string =>
  text.startsWith('"')
    ? text.slice(1, text.endsWith('"') && text.length > 1 ? -1 : undefined).replaceAll(/\\(.)/gs, '$1')
    : text

const quoted = (text: string): string => `"${text.replaceAll(/["\\]/g, '\\$&')}"`

// What would be read as a comparison is text only in quotes.
const quote = (text: string): string => (/^$|^[<>=]|[\s"]/.test(text) ? quoted(text) : text)

/** Writes a term as it would be typed; `parseRequestQuery` reads it back alike. */
export function printTerm(term: QueryTerm): string {
  const sign = term.negated ? '!' : ''
  switch (term.kind) {
    case 'text':
      return `${sign}${/^!|:/.test(term.text) ? quoted(term.text) : quote(term.text)}`
    case 'header':
      return `${sign}header.${term.name}:${quote(term.value)}`
    case 'json':
      return `${sign}${term.path}:${comparisonText(term.comparison)}${quote(term.value)}`
    case 'field':
      return `${sign}${term.field}:${comparisonText(term.comparison)}${quote(term.value)}`
  }
}

const comparisonText = (comparison: Comparison): string => (comparison === '=' ? '' : comparison)

/** Writes a whole query. */
export const printRequestQuery = (terms: readonly QueryTerm[]): string => terms.map(printTerm).join(' ')
