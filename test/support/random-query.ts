import { queryFields, queryFlags, signatureWords } from '#shared/query/request-query.ts'
import type { SeededRandom } from '#test/reliability/seeded-random.ts'
import { wholeBetween } from '#test/reliability/seeded-random.ts'

const pick = <Item>(random: SeededRandom, items: readonly Item[]): Item =>
  items[wholeBetween(random, 0, items.length - 1)] as Item

const letters = [...'abc019 .:*%_!"\'\\/()[]{}<>=$-+^~?#,;|&'.split(''), '\0', '\n', 'é', '中', '😀', '\ud800']
const words = [
  'NEAR',
  'OR',
  'AND',
  'NOT',
  'select',
  '--',
  '/*',
  "';drop table request;--",
  '$.a',
  '__proto__',
  'constructor',
  'null',
  'true',
]
const values = [
  '1',
  '-1',
  '1e999',
  '5000',
  '14:00',
  '99:99',
  '2026-11-17',
  '2h',
  '999999999999w',
  '10kb',
  'a*',
  '***',
  '%',
  '_',
  "'",
  '\\',
  '.',
]

const noise = (random: SeededRandom): string =>
  random.next() < 0.3
    ? pick(random, words)
    : Array.from({ length: wholeBetween(random, 0, 12) }, () => pick(random, letters)).join('')

const path = (random: SeededRandom): string =>
  `$${Array.from({ length: wholeBetween(random, 0, 3) }, () => pick(random, ['.a', '.amount', '[0]', '["a b"]', '["\\""]', '.é', '[99999999999]', "['a']", '.*', '..', '[#-1]'])).join('')}`

const makers: ReadonlyArray<(random: SeededRandom) => string> = [
  noise,
  (random) => `"${noise(random)}"`,
  (random) =>
    `${pick(random, Object.keys(queryFields))}:${pick(random, ['', '>', '<=', '"'])}${random.next() < 0.5 ? pick(random, values) : noise(random)}`,
  (random) => `is:${pick(random, queryFlags)}`,
  (random) => `sig:${pick(random, Object.keys(signatureWords))}`,
  (random) => `header.${random.next() < 0.5 ? 'X-Name' : noise(random)}:${noise(random)}`,
  (random) =>
    `${path(random)}:${pick(random, ['', '>', '<', '>='])}${random.next() < 0.5 ? pick(random, values) : noise(random)}`,
]

/** Terms of every kind, well formed and not. */
export const randomQuery = (random: SeededRandom): string =>
  Array.from(
    { length: wholeBetween(random, 1, 5) },
    () => `${random.next() < 0.25 ? '!' : ''}${pick(random, makers)(random)}`,
  ).join(' ')
