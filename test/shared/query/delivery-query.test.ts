import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { DeliveryField, DeliveryTerm } from '#shared/query/delivery-query.ts'
import {
  askValue,
  deliveryFields,
  deliveryWords,
  parseDeliveryQuery,
  printDeliveryTerm,
  valueAsked,
} from '#shared/query/delivery-query.ts'
import type { Comparison } from '#shared/query/query-words.ts'
import { propertyRuns } from '#test/support/mutations.ts'

const text = fc.oneof(
  fc.string({ minLength: 1 }),
  fc.string({ unit: fc.constantFrom(...'!:"\\$.<>=[] \n\ta*é'.split('')), minLength: 1 }),
)
const checked: readonly DeliveryField[] = ['status', 'attempts', 'after', 'before', 'last']
const fields = Object.keys(deliveryFields) as DeliveryField[]
const valueOf = (field: DeliveryField): fc.Arbitrary<string> => {
  const words = deliveryWords[field]
  if (words) return fc.constantFrom(...words)
  return checked.includes(field) ? fc.constant(field === 'last' ? '24h' : field === 'status' ? '500' : '7') : text
}
const comparison = fc.constantFrom<Comparison>('=', '>', '>=', '<', '<=')
const negated = fc.boolean()
const term: fc.Arbitrary<DeliveryTerm> = fc.oneof(
  fc.constantFrom(...fields.filter((field) => field !== 'after' && field !== 'before')).chain((field) =>
    fc.record({
      kind: fc.constant('field' as const),
      field: fc.constant(field),
      comparison,
      value: valueOf(field),
      negated,
    }),
  ),
  fc.record({ kind: fc.constant('text' as const), text, negated }),
)

describe('a query of deliveries', () => {
  test('is read back as it was written', () => {
    fc.assert(
      fc.property(fc.array(term, { maxLength: 6 }), (terms) => {
        const { terms: read, mistakes } = parseDeliveryQuery(terms.map(printDeliveryTerm).join(' '))
        expect(mistakes).toEqual([])
        expect(read).toEqual(terms)
      }),
      { numRuns: propertyRuns },
    )
  })

  test.each([
    ['colour:red', '“colour” is not a field. Known are state, kind,'],
    ['state:lost', '“state:” takes queued, sending, retrying, held, delivered, dead_letter, cancelled; “lost”'],
    ['status:many', '“many” is not a number.'],
    ['last:soon', '“soon” is not a span of time.'],
    ['event:', 'Nothing stands after “event:”.'],
  ])('says what is wrong with %s', (q, words) => {
    expect(parseDeliveryQuery(q).mistakes.map(({ message }) => message)).toEqual([expect.stringContaining(words)])
  })

  test('can be asked another value, or none, and keeps the rest', () => {
    expect(askValue('state:held event:task.* "a b" colour:red', 'state', 'dead_letter')).toBe(
      'state:dead_letter event:task.* "a b" colour:red',
    )
    expect(askValue('state:held last:24h', 'state', null)).toBe('last:24h')
    expect(askValue('', 'kind', 'event')).toBe('kind:event')
  })

  test.each([
    ['state:held last:24h', 'held'],
    ['!state:held', null],
    ['state:held state:queued', null],
    ['last:24h', null],
  ])('knows which one state %s asks', (q, state) => {
    expect(valueAsked(q, 'state')).toBe(state)
  })
})
