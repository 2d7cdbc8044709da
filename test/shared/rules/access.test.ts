import { expect, test } from 'vitest'
import { operations } from '#shared/contract/operations.ts'
import { Role } from '#shared/model/api-key.ts'
import { covers, grants, refusalOf } from '#shared/rules/access.ts'

const calls = Object.entries(operations).map(([name, { scope }]) => ({ name, scope }))
const mayCall = (role: Role, scopes: string[] | null = null): string[] =>
  calls.filter((needs) => refusalOf({ role, scopes }, needs) === null).map(({ name }) => name)

test('each role may all that the ones before it may, and more', () => {
  const allowed = Role.options.map((role) => mayCall(role))
  for (const [index, names] of allowed.entries()) {
    const before = allowed[index - 1] ?? []
    expect(names).toEqual(expect.arrayContaining(before))
    expect(names.length).toBeGreaterThan(before.length)
  }
  expect(allowed.at(-1)).toHaveLength(calls.length)
})

test('a viewer reads, an editor works with what is there, an admin manages webhooks and keys, an owner lets browsers in', () => {
  const least = (name: string): Role | undefined => Role.options.find((role) => mayCall(role).includes(name))
  expect(least('requests.list')).toBe('viewer')
  expect(least('requests.replay')).toBe('editor')
  expect(least('webhooks.get')).toBe('viewer')
  expect(least('webhooks.create')).toBe('admin')
  expect(least('webhooks.showSecret')).toBe('admin')
  expect(least('apiKeys.create')).toBe('admin')
  expect(least('session.createCode')).toBe('owner')
})

test('a viewer calls nothing that writes', () => {
  const writing = calls.filter(({ scope }) => scope !== 'read').map(({ name }) => name)
  expect(mayCall('viewer').filter((name) => writing.includes(name))).toEqual([])
})

test.each([
  ['requests:read', 'requests.list', 'read', true],
  ['requests:read', 'requests.delete', 'write', false],
  ['requests:write', 'requests.delete', 'write', true],
  ['requests:write', 'requests.list', 'read', true],
  ['requests:replay', 'requests.replay', 'write', true],
  ['requests:replay', 'requests.list', 'read', false],
  ['requests:read', 'replays.list', 'read', false],
] as const)('the scope %s and the call %s (%s): %s', (scope, name, needed, expected) => {
  expect(grants(scope, { name, scope: needed })).toBe(expected)
})

test('a scope never gives more than the role', () => {
  expect(mayCall('viewer', ['webhooks:write'])).toEqual(
    mayCall('viewer').filter((name) => name.startsWith('webhooks.')),
  )
  expect(refusalOf({ role: 'viewer', scopes: null }, { name: 'webhooks.create', scope: 'manage' })).toBe(
    'This needs the role admin; this key has the role viewer.',
  )
  expect([covers('admin', 'editor'), covers('editor', 'admin')]).toEqual([true, false])
})
