import { providerLabels } from '#shared/model/provider.ts'
import type { RequestRow } from '#shared/model/request.ts'
import { RequestState } from '#shared/model/request.ts'
import type { Comparison } from '#shared/query/query-words.ts'
import type { QueryField } from '#shared/query/request-query.ts'
import { fieldWords, printTerm, queryFields } from '#shared/query/request-query.ts'

/** What could stand instead of the word that is being typed; `words` say what it means. */
export type Suggestion = { word: string; words: string; isWhole: boolean }

/** What there is to ask for, beyond what the grammar knows. */
export type KnownValues = { sources: readonly string[]; rows: readonly RequestRow[] }

const mostSuggestions = 8

const comparisons: readonly { sign: Comparison; words: string }[] = [
  { sign: '>', words: 'more than' },
  { sign: '>=', words: 'at least' },
  { sign: '<', words: 'less than' },
  { sign: '<=', words: 'at most' },
]

const spans = ['15m', '1h', '24h', '7d']

const valuesOf: { readonly [Field in QueryField]?: (known: KnownValues) => readonly (string | null)[] } = {
  source: ({ sources }) => sources,
  method: ({ rows }) => [...rows.map(({ method }) => method), 'GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
  path: ({ rows }) => rows.map(({ path }) => (path === '' ? '/' : (path.split('?')[0] ?? path))),
  status: () => ['200', '400', '401', '404', '500'],
  provider: () => Object.keys(providerLabels),
  event: ({ rows }) => rows.map(({ eventType }) => eventType),
  type: ({ rows }) => rows.map(({ contentType }) => contentType?.split(';')[0] ?? null),
  size: () => ['1kb', '100kb', '1mb'],
  state: () => RequestState.options,
  after: () => spans,
  before: () => spans,
  last: () => spans,
}

const compared: ReadonlySet<QueryField> = new Set<QueryField>(['status', 'size'])

// The last word, with quotes closed or still open.
const lastWord = /(?:^|\s)(!?(?:[^\s":]+:)?(?:[<>]=?)?(?:"[^"]*|[^\s"]*))$/

/** What can be meant by the last word of a text: names of fields, then how to compare, then values. */
export function suggestionsFor(text: string, known: KnownValues): Suggestion[] {
  const [, word = ''] = lastWord.exec(text) ?? []
  if (word === '' || word === '!') return []
  const not = word.startsWith('!') ? '!' : ''
  const body = word.slice(not.length)
  const [, name, sign = '', begun = ''] = /^([^":]+):([<>]=?)?"?(.*)$/s.exec(body) ?? []
  const found =
    name === undefined
      ? fieldSuggestions(not, body)
      : Object.hasOwn(queryFields, name)
        ? valueSuggestions({ not, field: name as QueryField, sign: (sign || '=') as Comparison, begun }, known)
        : []
  return found.filter((suggestion) => suggestion.word !== word).slice(0, mostSuggestions)
}

/** The text with its last word replaced; what is whole is closed with a space, so that it becomes a chip. */
export function withSuggestion(text: string, { word, isWhole }: Suggestion): string {
  const [, last = ''] = lastWord.exec(text) ?? []
  return `${text.slice(0, text.length - last.length)}${word}${isWhole ? ' ' : ''}`
}

const otherNames = [
  { name: 'header.', words: 'a header, such as header.user-agent:curl*' },
  { name: '$.', words: 'a value of a JSON body, such as $.data.amount:>5000' },
]

function fieldSuggestions(not: string, body: string): Suggestion[] {
  const begun = body.toLowerCase()
  const fields = Object.entries(queryFields).map(([name, { label, example }]) => ({
    name: `${name}:`,
    words: `${label === name ? '' : `${label}, `}such as ${example}`,
  }))
  return [...fields, ...otherNames]
    .filter(({ name }) => name.startsWith(begun))
    .map(({ name, words }) => ({ word: `${not}${name}`, words, isWhole: false }))
}

type Begun = { not: string; field: QueryField; sign: Comparison; begun: string }

function valueSuggestions({ not, field, sign, begun }: Begun, known: KnownValues): Suggestion[] {
  const start = begun.toLowerCase()
  const values = [...new Set(fieldWords[field] ?? valuesOf[field]?.(known) ?? [])]
  const whole = values
    .filter((value) => value !== null && value.toLowerCase().startsWith(start))
    .map((value) => ({
      word: printTerm({ kind: 'field', field, comparison: sign, value: value ?? '', negated: not !== '' }),
      words: meaningOf(not, field, sign, value ?? ''),
      isWhole: true,
    }))
  if (!compared.has(field) || sign !== '=' || begun !== '') return whole
  const signs = comparisons.map((one) => ({
    word: `${not}${field}:${one.sign}`,
    words: `${queryFields[field].label} ${one.words} …`,
    isWhole: false,
  }))
  return [...signs, ...whole]
}

function meaningOf(not: string, field: QueryField, sign: Comparison, value: string): string {
  const words = comparisons.find((one) => one.sign === sign)?.words
  return [queryFields[field].label, not && 'not', words, value].filter(Boolean).join(' ')
}
