/**
 * The grammar of `request-query.ts` for deliveries, alike in UI, API and CLI:
 * `state:dead_letter kind:event webhook:crm event:task.* status:>=500 error:tls last:24h "example.com"`.
 * A term is `field:value`, or text that event type, target, reason or id contain; `!` negates it. All terms must hold.
 */

import { DeliveryKind, DeliveryState } from '#shared/model/delivery.ts'
import { ErrorClass } from '#shared/rules/error-class.ts'
import type { Comparison, QueryMistake, QueryWord, ValueCheck } from './query-words.ts'
import { aMoment, aNumber, aSpan, mistakeOf, printComparison, printText, printValue, readWords } from './query-words.ts'

/** What can be asked about a delivery, with a word for people and an example. */
export const deliveryFields = {
  state: { label: 'state', example: 'state:dead_letter' },
  kind: { label: 'kind', example: 'kind:forward' },
  webhook: { label: 'webhook', example: 'webhook:crm' },
  event: { label: 'event', example: 'event:task.*' },
  target: { label: 'target', example: 'target:https://example.com/*' },
  status: { label: 'status', example: 'status:>=500' },
  error: { label: 'error', example: 'error:tls' },
  attempts: { label: 'attempts', example: 'attempts:>1' },
  is: { label: 'is', example: 'is:test' },
  after: { label: 'after', example: 'after:14:00' },
  before: { label: 'before', example: 'before:2026-11-17' },
  last: { label: 'last', example: 'last:24h' },
  request: { label: 'request', example: 'request:req_01K9XQ7M4T…' },
  id: { label: 'id', example: 'id:del_01K9XQ7M4T…' },
} as const

export type DeliveryField = keyof typeof deliveryFields

/** What `is:` knows: something is still `owed`, it is a `test`, a `replay` of an ended one, or was itself `replayed`. */
export const deliveryFlags = ['owed', 'test', 'replay', 'replayed'] as const

/** The fields that take certain words only. */
export const deliveryWords: { readonly [Field in DeliveryField]?: readonly string[] } = {
  state: DeliveryState.options,
  kind: DeliveryKind.options,
  error: ErrorClass.options,
  is: deliveryFlags,
}

const valueChecks: { readonly [Field in DeliveryField]?: ValueCheck } = {
  status: aNumber,
  attempts: aNumber,
  after: aMoment,
  before: aMoment,
  last: aSpan,
}

/** One term of a query. */
export type DeliveryTerm =
  | { kind: 'field'; field: DeliveryField; comparison: Comparison; value: string; negated: boolean }
  | { kind: 'text'; text: string; negated: boolean }

/** Reads a query. Never throws: what cannot be understood comes back in `mistakes`. */
export function parseDeliveryQuery(q: string): { terms: DeliveryTerm[]; mistakes: QueryMistake[] } {
  const terms: DeliveryTerm[] = []
  const mistakes: QueryMistake[] = []
  for (const word of readWords(q)) {
    const term = parseWord(word)
    if ('message' in term) mistakes.push(term)
    else terms.push(term)
  }
  return { terms, mistakes }
}

function parseWord(given: QueryWord): DeliveryTerm | QueryMistake {
  const { word, negated, name, comparison, value } = given
  if (name === null) return { kind: 'text', text: value, negated }
  if (value === '') return { term: word, message: `Nothing stands after “${name}:”.` }
  if (!Object.hasOwn(deliveryFields, name)) {
    const known = Object.keys(deliveryFields).join(', ')
    return { term: word, message: `“${name}” is not a field. Known are ${known}. Text with a colon goes in quotes.` }
  }
  const field = name as DeliveryField
  return (
    mistakeOf(given, deliveryWords[field], valueChecks[field]) ?? { kind: 'field', field, comparison, value, negated }
  )
}

/** Writes a term as it would be typed; `parseDeliveryQuery` reads it back alike. */
export function printDeliveryTerm(term: DeliveryTerm): string {
  const sign = term.negated ? '!' : ''
  if (term.kind === 'text') return `${sign}${printText(term.text)}`
  return `${sign}${term.field}:${printComparison(term.comparison)}${printValue(term.value)}`
}

/** The one value that a query asks of a field; null where it asks none, several or the opposite. */
export function valueAsked(q: string, field: DeliveryField): string | null {
  const asked = parseDeliveryQuery(q).terms.filter((term) => term.kind === 'field' && term.field === field)
  const [only] = asked
  return asked.length === 1 && only?.kind === 'field' && !only.negated ? only.value : null
}

/** A query that asks this value of a field, and no other; null takes the field out. What cannot be understood stays. */
export function askValue(q: string, field: DeliveryField, value: string | null): string {
  const { terms, mistakes } = parseDeliveryQuery(q)
  const others = terms.filter((term) => term.kind !== 'field' || term.field !== field)
  const asked: DeliveryTerm[] = value === null ? [] : [{ kind: 'field', field, comparison: '=', value, negated: false }]
  return [...[...asked, ...others].map(printDeliveryTerm), ...mistakes.map(({ term }) => term)].join(' ')
}
