import { stripTypeScriptTypes } from 'node:module'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { findDrift } from '#shared/schema/drift.ts'
import { listFields } from '#shared/schema/fields.ts'
import { printJsonSchema, printTypescript, printZod, typeName } from '#shared/schema/print-schema.ts'
import type { Shape } from '#shared/schema/shape.ts'
import { addSample, emptyShape } from '#shared/schema/shape.ts'

const shapeOf = (samples: readonly unknown[]): Shape => {
  const shape = emptyShape()
  for (const sample of samples) addSample(shape, sample)
  return shape
}

/** Runs the printed schema, as a user’s program would. */
function zodOf(shape: Shape): z.ZodType {
  const source = stripTypeScriptTypes(printZod(shape, 'a'))
    .replace("import { z } from 'zod'", '')
    .replace('export const A =', 'return ')
  // oxlint-disable-next-line typescript/no-implied-eval -- the text is to be run, as it would be in a user's program
  return new Function('z', source)(z) as z.ZodType
}

test('the Zod schema compiles and parses the samples that it came from, whatever they are', () => {
  const inherited = fc.constantFrom(...Object.getOwnPropertyNames(Object.prototype))
  const shadowing = fc.dictionary(fc.oneof(inherited, fc.string()), fc.jsonValue({ maxDepth: 2 }), { maxKeys: 4 })
  const anyJson = fc.oneof(fc.jsonValue({ maxDepth: 4 }), shadowing)
  const samples = fc.array(anyJson, { minLength: 1, maxLength: 6 })
  fc.assert(
    fc.property(samples, (values) => {
      const schema = zodOf(shapeOf(values))
      for (const value of values) expect(schema.safeParse(value).success).toBe(true)
    }),
    { numRuns: 500 },
  )
})

const paid = { id: 'evt_1', amount: 10, lines: [{ sku: 'a' }, { sku: 'b', note: null }], 'odd name': true }

test('a schema says what is always there, and a wrong value does not pass it', () => {
  const shape = shapeOf([paid, { ...paid, amount: 10.5, memo: 'x' }])
  expect(printJsonSchema(shape)).toMatchObject({
    type: 'object',
    required: ['id', 'amount', 'lines', 'odd name'],
    properties: { amount: { type: 'number' }, lines: { type: 'array', items: { required: ['sku'] } } },
  })
  expect(zodOf(shape).safeParse({ ...paid, id: 5 }).success).toBe(false)
  expect(zodOf(shape).safeParse({ ...paid, fresh: 1 }).success).toBe(true)
  expect(printTypescript(shape, 'invoice.paid')).toBe(`export type InvoicePaid = {
  id: string
  amount: number
  lines: Array<{
    sku: string
    note?: null
  }>
  "odd name": boolean
  memo?: string
}
`)
})

test('a field that is named like what every object inherits is looked for in the body alone', () => {
  const optional = shapeOf([{ valueOf: 'v' }, {}])
  expect(zodOf(optional).safeParse({}).success).toBe(true)
  expect(zodOf(optional).safeParse({ valueOf: 5 }).success).toBe(false)
  expect(zodOf(shapeOf([{ valueOf: 'v' }])).safeParse({}).success).toBe(false)
  const fromWire = (text: string): unknown => JSON.parse(text)
  // Zod itself takes any value of a field that is named “__proto__”.
  expect(zodOf(shapeOf([fromWire('{"__proto__":"p"}'), {}])).safeParse({}).success).toBe(true)
  expect(printTypescript(optional, 'a')).toBe(`export type A = {
  valueOf?: string | Object['valueOf']
}
`)
})

test('fields are listed with the share of objects that have them', () => {
  expect(listFields(shapeOf([paid, { ...paid, memo: 'x' }]))).toEqual(
    expect.arrayContaining([
      { path: 'lines[].note', kinds: ['null'], coverage: 0.5, isRequired: false },
      { path: 'memo', kinds: ['string'], coverage: 0.5, isRequired: false },
      { path: 'id', kinds: ['string'], coverage: 1, isRequired: true },
    ]),
  )
})

test.each([
  ['a new field', { ...paid, memo: 'x' }, [{ kind: 'new-field', path: 'memo' }]],
  ['another type', { ...paid, id: 7 }, [{ kind: 'type-changed', path: 'id', from: ['string'], to: 'integer' }]],
  ['nothing', paid, []],
  [
    'an item with a new field',
    { ...paid, lines: [{ sku: 'a', size: 1 }] },
    [{ kind: 'new-field', path: 'lines[].size' }],
  ],
])('drift: %s', (_name, sample, found) => expect(findDrift(shapeOf([paid, paid]), sample)).toEqual(found))

test('drift: a field that was always there is missing', () => {
  const { id: _id, ...rest } = paid
  expect(findDrift(shapeOf([paid]), rest)).toEqual([{ kind: 'missing-field', path: 'id' }])
})

test.each([
  ['invoice.paid', 'InvoicePaid'],
  ['/orders', 'Orders'],
  ['2fa.sent', 'Event2faSent'],
  ['…', 'Event'],
])('%s is called %s', (type, name) => expect(typeName(type)).toBe(name))
