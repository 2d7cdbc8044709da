/**
 * The grammar in which requests are searched, alike in UI, API and CLI:
 * `sig:bad status:>=400 event:invoice.* $.data.object.amount_due:>5000 is:unread after:14:00 !method:GET "card_declined"`.
 * A term is `field:value`, a JSON path with a comparison, or text for the full-text search; `!` negates it; quotes keep
 * spaces together. All terms must hold.
 */

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
  if (name.startsWith('$')) return { kind: 'json', path: name, comparison, value, negated }
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
  const known: readonly string[] | null =
    term.field === 'is' ? queryFlags : term.field === 'sig' ? Object.keys(signatureWords) : null
  if (known && !known.includes(term.value)) {
    return { term: word, message: `“${term.field}:” takes ${known.join(', ')}; “${term.value}” is none of them.` }
  }
  return term
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
