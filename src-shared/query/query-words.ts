import { readDuration, readMoment, readNumber, readSize } from './query-values.ts'

/** What stands between field and value: `=` is the plain colon. */
export type Comparison = '=' | '>' | '>=' | '<' | '<='

/**
 * One word of a query as it was typed, taken apart. `name` is what stands before the colon, null where there is none;
 * `rest` is all that stands behind it, `value` the same without its comparison.
 */
export type QueryWord = {
  word: string
  negated: boolean
  name: string | null
  comparison: Comparison
  value: string
  rest: string
}

/** A term that cannot be understood, with the words for it. */
export type QueryMistake = { term: string; message: string }

// The keys of a path may be quoted: `$["first name"][0].x`.
const jsonPath = String.raw`\$(?:\.[^\s".:[\]]+|\[\d+\]|\["(?:[^"\\]|\\.)*"\])*`
const token = new RegExp(String.raw`!?(?:(?:${jsonPath}|[^\s":]+):[<>]?=?)?(?:"(?:[^"\\]|\\.)*"?|[^\s"]*)`, 'gs')
const named = new RegExp(String.raw`^(${jsonPath}|[^\s":]+):(.*)$`, 's')

/** Takes a query apart into its words; those that say nothing (`""`, `!`) are left out. */
export const readWords = (q: string): QueryWord[] =>
  (q.match(token) ?? []).map(readWord).filter(({ name, value }) => name !== null || value !== '')

function readWord(word: string): QueryWord {
  const negated = word.startsWith('!')
  const body = negated ? word.slice(1) : word
  const [, name = null, rest = ''] = named.exec(body) ?? []
  if (name === null) return { word, negated, name, comparison: '=', value: unquote(body), rest: body }
  const [, sign = '', raw = ''] = /^(>=|<=|>|<|)(.*)$/s.exec(rest) ?? []
  return { word, negated, name, comparison: (sign || '=') as Comparison, value: unquote(raw), rest: unquote(rest) }
}

const unquote = (text: string): string =>
  text.startsWith('"')
    ? text.slice(1, text.endsWith('"') && text.length > 1 ? -1 : undefined).replaceAll(/\\(.)/gs, '$1')
    : text

const quoted = (text: string): string => `"${text.replaceAll(/["\\]/g, '\\$&')}"`

/** A value as it would be typed: what would be read as a comparison is text only in quotes. */
export const printValue = (text: string): string => (/^$|^[<>=]|[\s"]/.test(text) ? quoted(text) : text)

/** Words to be found in the text, as they would be typed. */
export const printText = (text: string): string => (/^!|:/.test(text) ? quoted(text) : printValue(text))

/** A comparison as it stands behind the colon. */
export const printComparison = (comparison: Comparison): string => (comparison === '=' ? '' : comparison)

/** Whether a value can be read, with the words for one that cannot. */
export type ValueCheck = { isGood: (value: string) => boolean; words: string }

export const aNumber: ValueCheck = { isGood: (value) => readNumber(value) !== null, words: 'a number.' }
export const aSize: ValueCheck = {
  isGood: (value) => readSize(value) !== null,
  words: 'a size. Write it like 512, 100kb or 2mb.',
}
export const aMoment: ValueCheck = {
  isGood: (value) => readMoment(value, 0) !== null,
  words: 'a moment. Write it like 14:00, 2026-11-17 or 2026-11-17T14:00:00Z.',
}
export const aSpan: ValueCheck = {
  isGood: (value) => readDuration(value) !== null,
  words: 'a span of time. Write it like 30s, 15m, 24h or 7d.',
}

/** The mistake in a field's value: one of certain `words` is wanted, or what `check` can read; null where it is good. */
export function mistakeOf(
  { word, name, value }: QueryWord,
  words: readonly string[] | undefined,
  check: ValueCheck | undefined,
): QueryMistake | null {
  if (words && !words.includes(value)) {
    return { term: word, message: `“${name}:” takes ${words.join(', ')}; “${value}” is none of them.` }
  }
  return check && !check.isGood(value) ? { term: word, message: `“${value}” is not ${check.words}` } : null
}
