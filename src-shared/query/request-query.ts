/**
 * The grammar in which requests are searched, alike in UI, API and CLI:
 * `sig:bad status:>=400 event:invoice.* $.data.object.amount_due:>5000 is:unread after:14:00 !method:GET "card_declined"`.
 * A term is `field:value`, a JSON path with a comparison, or text for the full-text search; `!` negates it; quotes keep
 * spaces together. All terms must hold.
 */

import { readJsonPath } from './query-values.ts'
import type { Comparison, QueryMistake, QueryWord, ValueCheck } from './query-words.ts'
import {
  aMoment,
  aNumber,
  aSize,
  aSpan,
  mistakeOf,
  printComparison,
  printText,
  printValue,
  readWords,
} from './query-words.ts'

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
export const queryFlags = [
  'unread',
  'pinned',
  'noted',
  'duplicate',
  'replayed',
  'handshake',
  'refused',
  'malformed',
] as const

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

/** The fields whose values must be readable, with the words for one that is not. */
const valueChecks: { readonly [Field in QueryField]?: ValueCheck } = {
  status: aNumber,
  size: aSize,
  after: aMoment,
  before: aMoment,
  last: aSpan,
}

/** One term of a query. `header` is `header.<name>:value`, `json` is `$.path:value`. */
export type QueryTerm =
  | { kind: 'field'; field: QueryField; comparison: Comparison; value: string; negated: boolean }
  | { kind: 'header'; name: string; value: string; negated: boolean }
  | { kind: 'json'; path: string; comparison: Comparison; value: string; negated: boolean }
  | { kind: 'text'; text: string; negated: boolean }

/** Reads a query. Never throws: what cannot be understood comes back in `mistakes`. */
export function parseRequestQuery(q: string): { terms: QueryTerm[]; mistakes: QueryMistake[] } {
  const terms: QueryTerm[] = []
  const mistakes: QueryMistake[] = []
  for (const word of readWords(q)) {
    const term = parseWord(word)
    if ('message' in term) mistakes.push(term)
    else terms.push(term)
  }
  return { terms, mistakes }
}

function parseWord(given: QueryWord): QueryTerm | QueryMistake {
  const { word, negated, name, comparison, value, rest } = given
  if (name === null) return { kind: 'text', text: value, negated }
  if (value === '') return { term: word, message: `Nothing stands after “${name}:”.` }
  if (name.startsWith('$')) return checkJson({ kind: 'json', path: name, comparison, value, negated }, word)
  if (/^header\../.test(name)) return { kind: 'header', name: name.slice('header.'.length), value: rest, negated }
  if (Object.hasOwn(queryFields, name)) {
    const field = name as QueryField
    return (
      mistakeOf(given, fieldWords[field], valueChecks[field]) ?? { kind: 'field', field, comparison, value, negated }
    )
  }
  const known = Object.keys(queryFields).join(', ')
  return { term: word, message: `“${name}” is not a field. Known are ${known}, header.<name> and $.path.` }
}

function checkJson(term: QueryTerm & { kind: 'json' }, word: string): QueryTerm | QueryMistake {
  if (readJsonPath(term.path) === null) {
    return { term: word, message: `“${term.path}” is not a path. Write it like $.data.items[0].id.` }
  }
  const isNumeric = term.comparison === '=' || aNumber.isGood(term.value)
  return isNumeric ? term : { term: word, message: `“${term.value}” is not ${aNumber.words}` }
}

/** Writes a term as it would be typed; `parseRequestQuery` reads it back alike. */
export function printTerm(term: QueryTerm): string {
  const sign = term.negated ? '!' : ''
  switch (term.kind) {
    case 'text':
      return `${sign}${printText(term.text)}`
    case 'header':
      return `${sign}header.${term.name}:${printValue(term.value)}`
    case 'json':
      return `${sign}${term.path}:${printComparison(term.comparison)}${printValue(term.value)}`
    case 'field':
      return `${sign}${term.field}:${printComparison(term.comparison)}${printValue(term.value)}`
  }
}

/** Writes a whole query. */
export const printRequestQuery = (terms: readonly QueryTerm[]): string => terms.map(printTerm).join(' ')
