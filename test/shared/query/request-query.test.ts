import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Comparison } from '#shared/query/query-words.ts'
import type { QueryField, QueryTerm } from '#shared/query/request-query.ts'
import {
  parseRequestQuery,
  printRequestQuery,
  queryFields,
  queryFlags,
  signatureWords,
} from '#shared/query/request-query.ts'
import { propertyRuns } from '#test/support/mutations.ts'

const negated = fc.boolean()
const comparison = fc.constantFrom<Comparison>('=', '>', '>=', '<', '<=')
// Every text, half of them made of what the grammar itself is made of.
const text = fc.oneof(
  fc.string({ minLength: 1 }),
  fc.string({ unit: fc.constantFrom(...'!:"\\$.<>=[] \n\ta*é'.split(''), '😀'), minLength: 1 }),
)
const bound = ['is', 'sig', 'status', 'size', 'after', 'before', 'last']
const freeFields = (Object.keys(queryFields) as QueryField[]).filter((field) => !bound.includes(field))
const examples: readonly (readonly [QueryField, string])[] = [
  ['status', '404'],
  ['status', '-1.5e3'],
  ['size', '100kb'],
  ['after', '14:00'],
  ['after', '2h'],
  ['before', '2026-11-17'],
  ['before', '2026-11-17T14:00:00.000Z'],
  ['last', '7d'],
]

const step = fc.oneof(
  fc.stringMatching(/^\.[^\s".:[\]]+$/),
  fc.nat(99).map((index) => `[${index}]`),
  fc
    .string({ minLength: 1 })
    .filter((key) => !/["\\]/.test(key))
    .map((key) => `["${key}"]`),
)

const jsonPath = fc.array(step, { maxLength: 4 }).map((steps) => `$${steps.join('')}`)

const term: fc.Arbitrary<QueryTerm> = fc.oneof(
  fc.record({
    kind: fc.constant('field' as const),
    field: fc.constantFrom(...freeFields),
    comparison,
    value: text,
    negated,
  }),
  fc.record({
    kind: fc.constant('field' as const),
    field: fc.constant('is' as const),
    comparison,
    value: fc.constantFrom(...queryFlags),
    negated,
  }),
  fc.record({
    kind: fc.constant('field' as const),
    field: fc.constant('sig' as const),
    comparison,
    value: fc.constantFrom(...Object.keys(signatureWords)),
    negated,
  }),
  fc
    .record({ kind: fc.constant('field' as const), example: fc.constantFrom(...examples), comparison, negated })
    .map(({ example: [field, value], ...rest }) => ({ ...rest, field, value })),
  fc.record({
    kind: fc.constant('header' as const),
    name: fc.stringMatching(/^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/),
    value: text,
    negated,
  }),
  fc.record({
    kind: fc.constant('json' as const),
    path: jsonPath,
    comparison: fc.constant('=' as const),
    value: text,
    negated,
  }),
  fc.record({
    kind: fc.constant('json' as const),
    path: jsonPath,
    comparison,
    value: fc.integer().map(String),
    negated,
  }),
  fc.record({ kind: fc.constant('text' as const), text, negated }),
)

test('what is printed is read back as it was', () => {
  fc.assert(
    fc.property(fc.array(term, { maxLength: 6 }), (terms) => {
      expect(parseRequestQuery(printRequestQuery(terms))).toEqual({ terms, mistakes: [] })
    }),
    { numRuns: propertyRuns },
  )
})

test('any text is read without an error, and what was understood is printed as it was read', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        text,
        fc.array(text).map((words) => words.join(' ')),
      ),
      (q) => {
        const { terms } = parseRequestQuery(q)
        expect(parseRequestQuery(printRequestQuery(terms)).terms).toEqual(terms)
      },
    ),
    { numRuns: propertyRuns },
  )
})

describe('queries', () => {
  test('the example of the documentation', () => {
    const q =
      'sig:bad status:>=400 event:invoice.* $.data.object.amount_due:>5000 is:unread after:14:00 !method:GET "card declined"'
    expect(parseRequestQuery(q)).toEqual({
      terms: [
        { kind: 'field', field: 'sig', comparison: '=', value: 'bad', negated: false },
        { kind: 'field', field: 'status', comparison: '>=', value: '400', negated: false },
        { kind: 'field', field: 'event', comparison: '=', value: 'invoice.*', negated: false },
        { kind: 'json', path: '$.data.object.amount_due', comparison: '>', value: '5000', negated: false },
        { kind: 'field', field: 'is', comparison: '=', value: 'unread', negated: false },
        { kind: 'field', field: 'after', comparison: '=', value: '14:00', negated: false },
        { kind: 'field', field: 'method', comparison: '=', value: 'GET', negated: true },
        { kind: 'text', text: 'card declined', negated: false },
      ],
      mistakes: [],
    })
  })

  test.each(['constructor', 'toString', '__proto__', 'hasOwnProperty', 'nonsense'])('“%s” is not a field', (name) => {
    const { terms, mistakes } = parseRequestQuery(`${name}:x`)
    expect(terms).toEqual([])
    expect(mistakes).toMatchObject([{ term: `${name}:x` }])
  })

  test.each(['', ' ', '!', '""', '!""', '"', '! !'])('%j asks for nothing', (q) => {
    expect(parseRequestQuery(q)).toEqual({ terms: [], mistakes: [] })
  })

  test.each(['is:nothing', 'sig:maybe', 'status:', 'status:>', '$.a:'])('%j is told to be a mistake', (q) => {
    expect(parseRequestQuery(q)).toMatchObject({ terms: [], mistakes: [{ term: q }] })
  })

  test.each([
    ['status:many', '“many” is not a number.'],
    ['status:""', 'Nothing stands after “status:”.'],
    ['size:>huge', '“huge” is not a size. Write it like 512, 100kb or 2mb.'],
    ['after:noon', '“noon” is not a moment. Write it like 14:00, 2026-11-17 or 2026-11-17T14:00:00Z.'],
    ['before:5parsecs', '“5parsecs” is not a moment. Write it like 14:00, 2026-11-17 or 2026-11-17T14:00:00Z.'],
    ['last:week', '“week” is not a span of time. Write it like 30s, 15m, 24h or 7d.'],
    ['$.total:>much', '“much” is not a number.'],
    ['$["a\\"b"]:1', '“$["a\\"b"]” is not a path. Write it like $.data.items[0].id.'],
  ])('%j is told to be a mistake in words', (q, message) => {
    expect(parseRequestQuery(q)).toEqual({ terms: [], mistakes: [{ term: q, message }] })
  })

  test('a value that begins with a comparison is typed in quotes', () => {
    expect(parseRequestQuery('path:">5" path:>5')).toMatchObject({
      terms: [
        { comparison: '=', value: '>5' },
        { comparison: '>', value: '5' },
      ],
    })
  })
})
