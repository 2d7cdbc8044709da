import { expect, test } from 'vitest'
import { addTo, changeAt, newGroup, newRule } from '#renderer/parts/conditions/condition-tree.ts'
import { printHeaderText, readHeaderText } from '#renderer/parts/header-text.ts'
import { printRuleValue, readRuleValue, withOperator } from '#renderer/parts/conditions/rule-value.ts'
import type { ConditionGroup } from '#shared/rules/condition.ts'
import { describeCondition } from '#shared/rules/condition.ts'

const tree: ConditionGroup = {
  combinator: 'and',
  rules: [
    { field: 'method', operator: 'is', value: 'POST' },
    {
      combinator: 'or',
      rules: [
        { field: 'path', operator: 'is', value: '/a' },
        { field: 'path', operator: 'is', value: '/b' },
      ],
    },
  ],
}

test('a rule deep in the tree is changed, the others stay', () => {
  const changed = changeAt(tree, [1, 0], () => ({ field: 'event', operator: 'exists' }))
  expect(describeCondition(changed)).toBe('method is “POST” and (event exists or path is “/b”)')
  expect(describeCondition(tree)).toContain('path is “/a”')
})

test('a rule is taken out, a way to nowhere changes nothing', () => {
  expect(describeCondition(changeAt(tree, [0], () => null))).toBe('(path is “/a” or path is “/b”)')
  expect(changeAt(tree, [7, 0], () => null)).toEqual(tree)
  expect(changeAt(tree, [], () => null)).toBe(tree)
})

test('a part is added to the outermost group or to one within', () => {
  expect(describeCondition(addTo(tree, [], newGroup(tree, 'request')))).toMatch(/ and \(method is “POST”\)$/)
  expect(describeCondition(addTo(tree, [1], newRule.request))).toContain('or path is “/b” or method is “POST”)')
})

test('a value fits its operator', () => {
  expect(readRuleValue('isOneOf', 'a, b,,')).toEqual(['a', 'b'])
  expect(readRuleValue('isMoreThan', '5000')).toBe(5000)
  expect(readRuleValue('isMoreThan', 'many')).toBeNull()
  expect(readRuleValue('exists', 'x')).toBeUndefined()
  expect(printRuleValue({ field: 'method', operator: 'isOneOf', value: ['GET', 'PUT'] })).toBe('GET, PUT')
})

test('another operator keeps the value as far as it can', () => {
  const rule = { field: 'body.amount', operator: 'is', value: '12' } as const
  expect(withOperator(rule, 'isMoreThan')).toEqual({ field: 'body.amount', operator: 'isMoreThan', value: 12 })
  expect(withOperator(rule, 'exists')).toEqual({ field: 'body.amount', operator: 'exists' })
  expect(withOperator({ ...rule, value: 'x' }, 'isAtMost')).toMatchObject({ value: 0 })
})

test('headers are typed one on a line and keep order, case and duplicates', () => {
  const pairs = [
    ['X-A', '1'],
    ['x-a', '2: 3'],
    ['Empty', ''],
  ] as const
  expect(readHeaderText(`${printHeaderText(pairs)}\n\n`)).toEqual(pairs)
  expect(readHeaderText('no colon')).toBeNull()
  expect(readHeaderText(': value')).toBeNull()
})
