import { expect, test } from 'vitest'
import { namedRanges, senderRanges } from '#shared/model/sender-ranges.ts'
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
  const trusting = { trustForwardedFor: true, tunnelUrl: null }
  const remoteAddress = '127.0.0.1'
  expect(senderAddress({ remoteAddress, headers }, { ...trusting, trustForwardedFor: false })).toBe('127.0.0.1')
  expect(senderAddress({ remoteAddress, headers }, trusting)).toBe('203.0.113.9')
  const garbage = { remoteAddress: '::ffff:127.0.0.1', headers: [['X-Forwarded-For', 'garbage']] as const }
  expect(senderAddress(garbage, trusting)).toBe('127.0.0.1')
})

const through = ['Host', 'quiet-otter.example'] as const
const forged = ['X-Forwarded-For', '198.51.100.1, 203.0.113.9'] as const

test.each([
  ['through our tunnel its word counts', '127.0.0.1', [through, forged], '203.0.113.9'],
  ['and over IPv6', '::1', [through, forged], '203.0.113.9'],
  ['and where it says nothing, the sender has no address', '127.0.0.1', [through], null],
  ['from another computer it does not count', '192.168.1.7', [through, forged], '192.168.1.7'],
  ['by another name it does not count', '127.0.0.1', [['Host', 'localhost:4400'], forged], '127.0.0.1'],
] as const)('%s', (_name, remoteAddress, headers, address) => {
  const how = { trustForwardedFor: false, tunnelUrl: 'https://quiet-otter.example' }
  expect(senderAddress({ remoteAddress, headers }, how)).toBe(address)
})

test('the name of a sender stands for the addresses that it publishes', () => {
  const admits = createAllowList(namedRanges(['github', '10.0.0.0/8']))
  expect(['192.30.252.7', '2a0a:a440::1', '10.1.1.1'].map(admits)).toEqual([true, true, true])
  expect(['3.18.12.63', '192.31.0.1'].map(admits)).toEqual([false, false])
  for (const { ranges } of Object.values(senderRanges)) expect(() => createAllowList(ranges)).not.toThrow()
})
