import { expect, test } from 'vitest'
import { secretLabel } from '#main/core/sources/secret-hint.ts'

test('a secret is known by its name where it has one, and by its hint', () => {
  expect(secretLabel({ name: '', hint: '…body' })).toBe('…body')
  expect(secretLabel({ name: 'live', hint: '…body' })).toBe('live (…body)')
})
