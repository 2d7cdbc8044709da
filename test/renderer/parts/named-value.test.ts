import { expect, test } from 'vitest'
import type { NamedValue } from '#renderer/parts/form/named-value.ts'
import { isKept, withSecrecy, withText } from '#renderer/parts/form/named-value.ts'

const kept: NamedValue = { name: 'API_KEY', value: null, isSecret: true }

test('a kept secret outlives a letter that is typed and taken back', () => {
  const typed = withText(kept, 's', true)
  expect(typed.value).toBe('s')
  expect(withText(typed, '', true)).toEqual(kept)
})

test('a kept secret outlives a second thought about its being secret', () => {
  const open = withSecrecy(kept, false, true)
  expect(open).toEqual({ name: 'API_KEY', value: '', isSecret: false })
  expect(withSecrecy(open, true, true)).toEqual(kept)
  expect(withSecrecy(withText(open, 'new', true), true, true).value).toBe('new')
})

test('where no secret is kept, empty is empty', () => {
  const line: NamedValue = { name: 'TOKEN', value: 'x', isSecret: true }
  expect(withText(line, '', false).value).toBe('')
  expect(withSecrecy({ ...line, value: '', isSecret: false }, true, false).value).toBe('')
  expect(withText({ ...line, isSecret: false }, '', true).value).toBe('')
})

test('a secret is kept by its name, however it is spelled and whichever line it is on', () => {
  const saved: NamedValue[] = [{ name: 'X-Env', value: 'test', isSecret: false }, kept]
  expect(isKept(saved, 'api_key')).toBe(true)
  expect(isKept(saved, 'X-Env')).toBe(false)
  expect(isKept([], 'API_KEY')).toBe(false)
})
