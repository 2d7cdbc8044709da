import { expect, test } from 'vitest'
import { groupCommands, nextScope, searchGroups } from '#renderer/app/palette/palette-groups.ts'
import type { Command } from '#renderer/parts/commands/commands.ts'

const command = (title: string, more: Partial<Command> = {}): Command => ({
  id: title,
  title,
  group: 'Everywhere',
  run: () => undefined,
  ...more,
})
const titles = (groups: { items: { title: string }[] }[]): string[] =>
  groups.flatMap(({ items }) => items.map(({ title }) => title))

test('commands that make sense by key only are left out', () => {
  expect(titles(groupCommands([command('Pin'), command('Next', { keysOnly: true })]))).toEqual(['Pin'])
})

test('every word must be found, and what begins with the text comes first', () => {
  const groups = groupCommands([command('Mark all read'), command('Open', { hint: 'a reader' }), command('Read me')])
  expect(titles(searchGroups(groups, 'read'))).toEqual(['Read me', 'Mark all read', 'Open'])
  expect(titles(searchGroups(groups, 'all mark'))).toEqual(['Mark all read'])
  expect(searchGroups(groups, 'nothing like it')).toEqual([])
})

test('the group of the best line comes first', () => {
  const source = command('shop source', { group: 'Go to' })
  const groups = groupCommands([command('Copy source URL shop'), source])
  expect(titles(searchGroups(groups, 'shop source'))).toEqual(['shop source', 'Copy source URL shop'])
})

test('Tab goes round the groups and back to all of them', () => {
  const names = ['Sources', 'Requests']
  expect([null, ...names].map((scope) => nextScope(names, scope, 1))).toEqual(['Sources', 'Requests', null])
  expect(nextScope(names, null, -1)).toBe('Requests')
})
