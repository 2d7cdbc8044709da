import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createEventIndex } from '#main/core/events/event-index.ts'
import { matchesEventType } from '#shared/rules/event-filter.ts'

test('whoever takes a type is found, in the order given and once', () => {
  const index = createEventIndex(
    [['task.*'], ['order.paid'], ['*'], ['order.paid', 'order.*'], ['system.*']],
    (patterns) => patterns,
  )
  expect(index('order.paid')).toEqual([['order.paid'], ['*'], ['order.paid', 'order.*']])
  expect(index('task.comment.added')).toEqual([['task.*'], ['*']])
  expect(index('system.delivery_dead')).toEqual([['system.*']])
})

test('for any patterns and types it finds what asking everyone finds, the second time too', () => {
  const part = fc.constantFrom('a', 'b', 'system')
  const type = fc.array(part, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('.'))
  const pattern = fc
    .array(fc.oneof(part, fc.constant('*')), { minLength: 1, maxLength: 3 })
    .map((parts) => parts.join('.'))
  fc.assert(
    fc.property(fc.array(fc.array(pattern, { maxLength: 3 })), fc.array(type), (items, types) => {
      const index = createEventIndex(items, (patterns) => patterns)
      for (const one of [...types, ...types]) {
        expect(index(one)).toEqual(items.filter((patterns) => matchesEventType(patterns, one)))
      }
    }),
    { numRuns: 200 },
  )
})

test('however many types come, they are still told apart', () => {
  const index = createEventIndex([['a.*'], ['b.1']], (patterns) => patterns)
  const found = Array.from({ length: 3_000 }, (_, number) => index(`b.${number}`).length)
  expect(found.reduce((sum, count) => sum + count, 0)).toBe(1)
})
