import { afterAll, beforeAll, expect, test } from 'vitest'
import { searchExpression } from '#main/core/requests/text-search.ts'
import type { FilledDatabase } from '#test/support/filled-database.ts'
import { filledDatabase } from '#test/support/filled-database.ts'

let filled: FilledDatabase

const many = Array.from({ length: 20 }, (_, index) => `part${index}`).join(' ')

beforeAll(() => {
  filled = filledDatabase()
  filled.keep(['an order of orders', 'ordinary', 'café', 'x-order', many].map((body) => ({ body })))
})
afterAll(() => filled[Symbol.dispose]())

const expressionOf = (...texts: string[]): Promise<string> => searchExpression(filled.reader, texts)

test.each([
  ['a word becomes all words that begin so', 'order', '("order" OR "orders")'],
  ['its case does not count', 'ORD', '("order" OR "orders" OR "ordinary")'],
  ['a word that nothing begins with finds nothing', 'zebra', '("zebra")'],
  ['a start of very many words stays a prefix', 'part', '"part"*'],
  ['a text of several words stays a prefix', 'an ord', '"an ord"*'],
  ['letters with accents stay a prefix', 'caf\u00e9', '"caf\u00e9"*'],
  ['quotes and NUL do not end the text', 'a"b\0c', '"a""b c"*'],
])('%s', async (_, text, expression) => {
  expect(await expressionOf(text)).toBe(expression)
})

test('several texts must all be found', async () => {
  expect(await expressionOf('ordi', 'x-order')).toBe('("ordinary") AND "x-order"*')
})
