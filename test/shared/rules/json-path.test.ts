import { expect, test } from 'vitest'
import { makeJsonPath, readJsonPath, readJsonText } from '#shared/rules/json-path.ts'

const json = { a: { b: [{ c: 'x' }, 2] }, zero: 0, no: false, empty: '', nothing: null }

test.each([
  ['a.b[0].c', 'x'],
  ['$.a.b.1', 2],
  ['', json],
  ['a.b.2', undefined],
  ['a.b.length', undefined],
  ['a.toString', undefined],
  ['zero.toFixed', undefined],
])('%s leads to %j', (path, expected) => {
  expect(readJsonPath(json, path)).toEqual(expected)
})

test('as text, scalars are told and the rest is null', () => {
  const texts = ['zero', 'no', 'empty', 'nothing', 'a', 'a.b[0].c'].map((path) => readJsonText(json, path))
  expect(texts).toEqual(['0', 'false', null, null, null, 'x'])
})

test.each([
  [{}, 'a.b', { a: { b: 'new' } }],
  [{}, 'list[0].name', { list: [{ name: 'new' }] }],
  [{ a: { b: 1 } }, 'a.c', { a: { b: 1, c: 'new' } }],
  [{ a: { b: 1 } }, '$.a.b', { a: { b: 'new' } }],
  [{}, '__proto__.polluted', JSON.parse('{"__proto__":{"polluted":"new"}}')],
])('in %j there is made what leads to %s', (value, path, expected) => {
  expect(makeJsonPath(value, path, 'new')).toEqual({ value: expected })
  expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
})

test('nothing is made through what is no object', () => {
  expect(makeJsonPath({ a: 'text' }, 'a.b', 'new')).toBeNull()
})
