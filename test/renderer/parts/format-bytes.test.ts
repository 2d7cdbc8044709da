import { expect, test } from 'vitest'
import { formatBytes, formatSize } from '#renderer/parts/format-bytes.ts'

test('an exact size parts its thousands', () => {
  expect([0, 1, 999, 3174, 1_234_567].map(formatBytes)).toEqual([
    '0 bytes',
    '1 byte',
    '999 bytes',
    '3,174 bytes',
    '1,234,567 bytes',
  ])
})

test('a size at a glance never reads 1000 of a unit', () => {
  expect([814, 999, 1000, 1240, 9940, 999_499, 999_999, 412_000_000, 1e9].map(formatSize)).toEqual([
    '814 bytes',
    '999 bytes',
    '1 KB',
    '1.2 KB',
    '9.9 KB',
    '999 KB',
    '1 MB',
    '412 MB',
    '1 GB',
  ])
})
