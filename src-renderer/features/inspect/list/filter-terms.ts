import type { QueryTerm } from '#shared/query/request-query.ts'
import { parseRequestQuery, printRequestQuery, queryFields } from '#shared/query/request-query.ts'

/** What the filter box holds: finished chips, and what is being typed behind them. */
export type FilterDraft = { chips: QueryTerm[]; text: string }

/** A filter from an address: all of it is finished. What cannot be understood stays as text, to be mended. */
export function draftOf(q: string): FilterDraft {
  const { terms, mistakes } = parseRequestQuery(q)
  return { chips: terms, text: mistakes.map(({ term }) => `${term} `).join('') }
}

/** The query that a draft means; what cannot be understood is left out. */
export const queryOf = ({ chips, text }: FilterDraft): string =>
  printRequestQuery([...chips, ...parseRequestQuery(text).terms])

/** What of a query can be understood: the rest is told where it is typed, and not asked for. */
export const understoodPart = (q: string): string => printRequestQuery(parseRequestQuery(q).terms)

/** All that is wrong with the text, once it is finished: the word that is being typed is not complained about. */
export function mistakesIn(text: string): string[] {
  const { mistakes } = parseRequestQuery(text)
  return mistakes.filter(({ term }) => !text.endsWith(term)).map(({ message }) => message)
}

/**
 * Turns finished fields of the text into chips. Free text stays to be typed on, unless `isDone`; what cannot be
 * understood stays to be mended.
 */
export function settle({ chips, text }: FilterDraft, isDone: boolean): FilterDraft {
  const { terms, mistakes } = parseRequestQuery(text)
  const isClosed = isDone || (/\s$/.test(text) && !hasOpenQuote(text))
  if (!isClosed) return { chips, text }
  const done = terms.filter((term) => isDone || term.kind !== 'text')
  if (done.length === 0 && !(isDone && mistakes.length > 0)) return { chips, text }
  const rest = [
    ...terms.filter((term) => !done.includes(term)).map((term) => printRequestQuery([term])),
    ...mistakes.map(({ term }) => term),
  ]
  return { chips: [...chips, ...done], text: rest.length === 0 ? '' : `${rest.join(' ')} ` }
}

const hasOpenQuote = (text: string): boolean => (text.replaceAll('\\"', '').match(/"/g)?.length ?? 0) % 2 === 1

/** A term as a chip says it. */
export type ChipWords = { name: string; value: string }

/** The two halves of a chip: what is asked, and for what. */
export function chipWords(term: QueryTerm): ChipWords {
  const not = term.negated ? 'not ' : ''
  if (term.kind === 'text') return { name: `${not}text`, value: term.text }
  if (term.kind === 'header') return { name: `${not}${term.name}`, value: term.value }
  const sign = term.comparison === '=' ? '' : `${term.comparison} `
  const name = term.kind === 'json' ? term.path : queryFields[term.field].label
  return { name: `${not}${name}`, value: `${sign}${shownValue(term)}` }
}

function shownValue(term: QueryTerm & { kind: 'field' | 'json' }): string {
  const isMoment =
    term.kind === 'field' && (term.field === 'after' || term.field === 'before') && term.value.includes('T')
  if (!isMoment || Number.isNaN(Date.parse(term.value))) return term.value
  return new Date(term.value).toLocaleTimeString('en-GB')
}

/** A query in which `after` and `before` are the given moments; null takes them out. */
export function withRange(q: string, range: { after: string; before: string } | null): string {
  const others = parseRequestQuery(q).terms.filter((term) => !isBound(term))
  const bounds = range === null ? [] : [bound('after', range.after), bound('before', range.before)]
  return printRequestQuery([...others, ...bounds])
}

const bound = (field: 'after' | 'before', value: string): QueryTerm => ({
  kind: 'field',
  field,
  comparison: '=',
  value,
  negated: false,
})

const isBound = (term: QueryTerm): boolean =>
  term.kind === 'field' && (term.field === 'after' || term.field === 'before' || term.field === 'last')

/** The range of time that a query names as two moments, or null. */
export function rangeOf(q: string): { afterMs: number; beforeMs: number } | null {
  const { terms } = parseRequestQuery(q)
  const momentOf = (field: 'after' | 'before'): number =>
    Date.parse(
      terms.map((term) => (term.kind === 'field' && term.field === field ? term.value : '')).find(Boolean) ?? '',
    )
  const afterMs = momentOf('after')
  const beforeMs = momentOf('before')
  return Number.isNaN(afterMs) || Number.isNaN(beforeMs) ? null : { afterMs, beforeMs }
}

/** The name of the one source that a query is about, or null. */
export function sourceNameIn(q: string): string | null {
  const names = parseRequestQuery(q).terms.flatMap((term) =>
    term.kind === 'field' && term.field === 'source' && !term.negated ? term.value : [],
  )
  return names.length === 1 ? (names[0] ?? null) : null
}
