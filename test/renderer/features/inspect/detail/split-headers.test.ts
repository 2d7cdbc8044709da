import { expect, test } from 'vitest'
import { splitHeaders } from '#renderer/features/inspect/detail/split-headers.ts'

test('what the way added stands apart, in order, with case and duplicates', () => {
  const { sender, way } = splitHeaders([
    ['Host', 'x'],
    ['X-Forwarded-For', '1.2.3.4'],
    ['x-a', '1'],
    ['CF-Ray', '8c'],
    ['X-A', '2'],
    ['x-forwarded-for', '5.6.7.8'],
  ])
  expect(sender).toEqual([
    ['Host', 'x'],
    ['x-a', '1'],
    ['X-A', '2'],
  ])
  expect(way).toEqual([
    ['X-Forwarded-For', '1.2.3.4'],
    ['CF-Ray', '8c'],
    ['x-forwarded-for', '5.6.7.8'],
  ])
})
