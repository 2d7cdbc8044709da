import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Comparison, QueryField, QueryTerm } from '#shared/query/request-query.ts'
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
const freeFields = (Object.keys(queryFields) as QueryField[]).filter((field) => field !== 'is' && field !== 'sig')

const step = fc.oneof(
  fc.stringMatching(/^\.[^\s".:[\]]+$/),
  fc.nat(99).map((index) => `[${index}]`),
  fc.string().map((key) => `["${key.replaceAll(/["\\]/g, '\\$&')}"]`),
)

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
  fc.record({
    kind: fc.constant('header' as const),
    name: fc.stringMatching(/^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/),
    value: text,
    negated,
  }),
  fc.record({
    kind: fc.constant('json' as const),
    path: fc.array(step, { maxLength: 4 }).map((steps) => `$${steps.join('')}`),
    comparison,
    value: text,
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

  test('a value that begins with a comparison is typed in quotes', () => {
    expect(parseRequestQuery('path:">5" path:>5')).toMatchObject({
      terms: [
        { comparison: '=', value: '>5' },
        { comparison: '>', value: '5' },
      ],
    })
  })
})
