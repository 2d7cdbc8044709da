import { expect, test } from 'vitest'
import { describeChange, findChanges, placeOfChange } from '#shared/schema/shape-changes.ts'
import type { Shape } from '#shared/schema/shape.ts'
import { addSample, emptyShape, fieldsAtMost } from '#shared/schema/shape.ts'

const shapeOf = (samples: readonly unknown[]): Shape => {
  const shape = emptyShape()
  for (const sample of samples) addSample(shape, sample)
  return shape
}
const order = { id: 'o_1', lines: [{ sku: 'a' }], note: 'x' }
const wordsOf = (before: readonly unknown[], sample: unknown): string[] =>
  findChanges(shapeOf(before), sample).map((change) => `${placeOfChange(change)}: ${describeChange(change)}`)

test.each<[string, unknown, string[]]>([
  ['a new field', { ...order, coupon: null }, ['coupon: new field']],
  ['a field that was always there', { id: 'o_2', lines: [] }, ['note: missing, and was always there']],
  ['another type', { ...order, id: 7 }, ['id: string became integer']],
  ['another type of all', [order], ['the body itself: object became array']],
  [
    'the same change in several items',
    {
      ...order,
      lines: [
        { sku: 'a', size: 1 },
        { sku: 'b', size: 2 },
      ],
    },
    ['lines[].size: new field'],
  ],
  ['nothing', order, []],
])('after three alike, the changes are told once each, in words: %s', (_, sample, words) => {
  expect(wordsOf([order, order, order], sample)).toEqual(words)
})

test('two samples are too few to say what a body always has', () => {
  expect(wordsOf([order, order], { id: 7 })).toEqual([])
})

test('what was learnt is no change any more', () => {
  const { note: _, ...bare } = order
  expect(wordsOf([order, order, order, bare], bare)).toEqual([])
})

test('fields that are named by data are not new without end', () => {
  const users = (from: number, count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`user_${from + index}`, true]))
  expect(wordsOf([{}, {}, users(0, fieldsAtMost - 1)], users(9000, 1))).toEqual(['user_9000: new field'])
  expect(wordsOf([{}, {}, users(0, fieldsAtMost)], users(9000, 1))).toEqual([])
})
