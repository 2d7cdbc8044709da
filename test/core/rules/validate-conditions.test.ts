import { describe, expect, test } from 'vitest'
import { validateConditions } from '#main/core/rules/validate-conditions.ts'
import type { ConditionGroup, ConditionRule } from '#shared/rules/condition.ts'

const all = (...rules: (ConditionGroup | ConditionRule)[]): ConditionGroup => ({ combinator: 'and', rules })

test('a sound tree has no faults', () => {
  const rule: ConditionRule = { field: 'body.type', operator: 'matches', value: '^a+$' }
  expect(validateConditions(all(rule, all(rule, { field: 'body.a', operator: 'exists' })))).toEqual([])
})

describe('is reported with its place:', () => {
  test.each<[ConditionRule['operator'], ConditionRule['value'], string]>([
    ['matches', '(', 'is not a pattern of RE2'],
    ['matches', '(?=a)', 'is not a pattern of RE2'],
    ['matches', '(a)\\1', 'is not a pattern of RE2'],
    ['matches', 'a'.repeat(501), 'is longer than 500 letters'],
    ['matches', undefined, 'needs a pattern'],
    ['isMoreThan', 'many', 'needs a number'],
    ['isMoreThan', '5 apples', 'needs a number'],
    ['isOneOf', undefined, 'needs a list'],
    ['is', undefined, 'needs a text'],
    ['is', ['a'], 'needs a text'],
  ])('%s %j', (operator, value, message) => {
    const faults = validateConditions(all(all({ field: 'method', operator, value })), { path: 'answerRules.2.when' })
    expect(faults).toEqual([
      { path: 'answerRules.2.when.rules.0.rules.0.value', message: expect.stringContaining(message) },
    ])
  })
})

test('what a request cannot answer is reported', () => {
  expect(validateConditions(all({ field: 'body.state', operator: 'changed' }))).toMatchObject([
    { path: 'rules.0.operator', message: expect.stringContaining('earlier body.state') },
  ])
})

test('an event can tell what changed of its data, and of nothing else', () => {
  const changed = (field: string) => all({ field, operator: 'changed' })
  expect(validateConditions(changed('data.status'), { of: 'event' })).toEqual([])
  expect(validateConditions(changed('metadata.actorId'), { of: 'event' })).toMatchObject([{ path: 'rules.0.operator' }])
  expect(validateConditions(all({ field: 'data.status', operator: 'exists' }))).toMatchObject([
    { path: 'rules.0.field' },
  ])
})

test('a tree that is too deep or too large is reported, however deep', () => {
  let deep = all()
  for (let level = 0; level < 20_000; level += 1) deep = all(deep)
  expect(validateConditions(deep)).toMatchObject([{ message: 'is nested more than 8 deep' }])
  const many = all(...Array.from({ length: 201 }, (): ConditionRule => ({ field: 'method', operator: 'exists' })))
  expect(validateConditions(many)).toMatchObject([{ message: 'has 201 rules; 200 are the most' }])
})
