import { expect, test } from 'vitest'
import { createAllowList, senderAddress } from '#main/core/sources/sender-address.ts'

test.each([
  [[], '203.0.113.9', true],
  [['203.0.113.9'], '203.0.113.9', true],
  [['203.0.113.0/24'], '203.0.113.9', true],
  [['203.0.113.0/24'], '203.0.114.9', false],
  [['2001:db8::/32'], '2001:db8::1', true],
  [['2001:db8::/32'], '203.0.113.9', false],
  [['0.0.0.0/0'], '8.8.8.8', true],
  [['203.0.113.9'], null, false],
])('the list %j and the sender %s: %s', (ranges, address, isAdmitted) => {
  expect(createAllowList(ranges)(address)).toBe(isAdmitted)
})

test('X-Forwarded-For counts only where the source trusts it, and then its last address', () => {
  const headers = [
    ['X-Forwarded-For', '198.51.100.1, 198.51.100.2'],
    ['x-forwarded-for', '203.0.113.9'],
  ] as const
  expect(senderAddress('127.0.0.1', headers, false)).toBe('127.0.0.1')
  expect(senderAddress('127.0.0.1', headers, true)).toBe('203.0.113.9')
  expect(senderAddress('::ffff:127.0.0.1', [['X-Forwarded-For', 'garbage']], true)).toBe('127.0.0.1')
})
