import { expect, test } from 'vitest'
import { EventPattern, matchesEventType } from '#shared/rules/event-filter.ts'

test.each([
  ['task.created', 'task.created', true],
  ['task.created', 'task.createdlate', false],
  ['task.*', 'task.created', true],
  ['task.*', 'task.comment.added', true],
  ['task.*', 'task', false],
  ['task.*', 'tasks.created', false],
  ['*.created', 'task.created', true],
  ['*.created', 'task.comment.created', false],
  ['task.*.added', 'task.comment.added', true],
  ['*', 'task.created', true],
  ['*', 'request.received', true],
  ['*', 'system.delivery_dead', false],
  ['*.delivery_dead', 'system.delivery_dead', false],
  ['system.*', 'system.delivery_dead', true],
])('%s and %s: %s', (pattern, type, isFound) => {
  expect(matchesEventType([EventPattern.parse(pattern)], type)).toBe(isFound)
})

test.each(['', '.', 'task.', '.task', 'task..created', 'task.**', 'task created', 'task.*x', '-'])(
  '“%s” is no pattern',
  (pattern) => {
    expect(EventPattern.safeParse(pattern).success).toBe(false)
  },
)
