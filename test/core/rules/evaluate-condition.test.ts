import { describe, expect, test } from 'vitest'
import { evaluateCondition } from '#main/core/rules/evaluate-condition.ts'
import { requestFacts } from '#main/core/rules/request-facts.ts'
import type { ConditionGroup, ConditionRule, OperatorName } from '#shared/rules/condition.ts'
import { operators } from '#shared/rules/condition.ts'
import { capturedRequest } from '#test/support/captured-request.ts'

const request = capturedRequest({
  path: '/orders/7?tag=a&tag=b&empty=',
  headers: [
    ['X-Kind', 'one'],
    ['x-kind', 'two'],
  ],
  json: {
    type: 'invoice.paid',
    count: 3,
    price: '12.50',
    live: true,
    gone: null,
    labels: ['bug', 'ui'],
    items: [{ id: 'a' }, { id: 'b' }],
  },
})
const facts = requestFacts(request, null)
const holds = (field: string, operator: OperatorName, value?: ConditionRule['value']) =>
  evaluateCondition({ field, operator, value }, facts)

describe('holds:', () => {
  test.each<[string, OperatorName, ConditionRule['value']]>([
    ['method', 'is', 'POST'],
    ['path', 'is', '/orders/7'],
    ['path', 'startsWith', '/orders'],
    ['event', 'is', 'invoice.paid'],
    ['header.x-KIND', 'is', 'two'],
    ['query.tag', 'is', 'b'],
    ['query.tag', 'isOneOf', ['x', 'a']],
    ['query.empty', 'exists', undefined],
    ['body', 'contains', '"live":true'],
    ['body.type', 'endsWith', '.paid'],
    ['body.type', 'matches', '^invoice\\.(paid|sent)$'],
    ['body.count', 'is', '3'],
    ['body.count', 'is', 3],
    ['body.count', 'isOneOf', '1, 3'],
    ['body.count', 'isMoreThan', 2],
    ['body.count', 'isAtLeast', '3'],
    ['body.price', 'isLessThan', 12.6],
    ['body.price', 'isAtMost', 12.5],
    ['body.live', 'is', true],
    ['body.live', 'is', 'true'],
    ['body.gone', 'is', 'null'],
    ['body.labels', 'contains', 'bug'],
    ['body.items[1].id', 'is', 'b'],
    ['body.items.0.id', 'is', 'a'],
    ['body.labels', 'exists', undefined],
    ['body.missing', 'isNot', 'x'],
    ['body.missing', 'doesNotContain', 'x'],
    ['body.missing', 'isNotOneOf', ['x']],
    ['query.tag', 'isNot', 'c'],
  ])('%s %s %j', (field, operator, value) => {
    expect(holds(field, operator, value)).toBe(true)
  })
})

describe('does not hold:', () => {
  test.each<[string, OperatorName, ConditionRule['value']]>([
    ['method', 'is', 'post'],
    ['query.tag', 'isNot', 'a'],
    ['query.tag', 'isNotOneOf', 'a, z'],
    ['query.none', 'exists', undefined],
    ['body.missing', 'is', ''],
    ['body.gone', 'exists', undefined],
    ['body.type', 'isMoreThan', 1],
    ['body.count', 'isMoreThan', 'many'],
    ['body.count', 'isMoreThan', undefined],
    ['body.labels', 'is', 'bug'],
    ['body.labels', 'contains', 'bu'],
    ['body.labels.length', 'exists', undefined],
    ['body.type', 'matches', '('],
    ['body.type', 'matches', '(?=invoice)'],
    ['body.type', 'contains', undefined],
    ['body.type', 'changed', undefined],
    ['body.type', 'changedTo', 'invoice.paid'],
  ])('%s %s %j', (field, operator, value) => {
    expect(holds(field, operator, value)).toBe(false)
  })
})

test.each([
  '__proto__',
  'constructor',
  'toString',
  'constructor.name',
  '__proto__.polluted',
  'type.length',
  'labels.map',
])('body.%s, which the JSON does not say, is not there', (path) => {
  expect(holds(`body.${path}`, 'exists')).toBe(false)
})

test('a key that the JSON does say is there, whatever its name', () => {
  const odd = requestFacts(capturedRequest({ body: '{"__proto__":{"a":1},"constructor":2}' }), null)
  expect(evaluateCondition({ field: 'body.__proto__.a', operator: 'is', value: 1 }, odd)).toBe(true)
  expect(evaluateCondition({ field: 'body.constructor', operator: 'is', value: 2 }, odd)).toBe(true)
})

test('what is not there meets no operator but the negations', () => {
  const met = Object.keys(operators).filter((name) => holds('body.missing', name as OperatorName, 'x'))
  expect(met).toEqual(['isNot', 'doesNotContain', 'isNotOneOf'])
})

describe('a group', () => {
  const yes: ConditionRule = { field: 'method', operator: 'is', value: 'POST' }
  const no: ConditionRule = { field: 'method', operator: 'is', value: 'GET' }
  test.each<[string, ConditionGroup, boolean]>([
    ['and without rules', { combinator: 'and', rules: [] }, true],
    ['or without rules', { combinator: 'or', rules: [] }, true],
    ['not without rules', { combinator: 'and', not: true, rules: [] }, false],
    ['and of both', { combinator: 'and', rules: [yes, no] }, false],
    ['or of both', { combinator: 'or', rules: [no, yes] }, true],
    ['not or of both', { combinator: 'or', not: true, rules: [no, yes] }, false],
    [
      'a tree',
      {
        combinator: 'and',
        rules: [yes, { combinator: 'or', rules: [no, { combinator: 'and', not: true, rules: [no] }] }],
      },
      true,
    ],
  ])('%s', (_, group, expected) => {
    expect(evaluateCondition(group, facts)).toBe(expected)
  })
})

test('a path is / where nothing follows the address, and its query is apart', () => {
  for (const path of ['', '?a=1', '/']) {
    const at = requestFacts(capturedRequest({ path }), null)
    expect(at('path')).toEqual(['/'])
  }
})

test('a body of more than 256 KB has no fields', () => {
  const long = requestFacts(capturedRequest({ json: { type: 'x', filler: 'x'.repeat(262_144) } }), null)
  expect(evaluateCondition({ field: 'body.type', operator: 'exists' }, long)).toBe(false)
})
