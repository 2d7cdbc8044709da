import { expect, test } from 'vitest'
import { parseDeliveryQuery } from '#shared/query/delivery-query.ts'
import { askState, openDeadLetters } from '#shared/query/delivery-states.ts'

test.each([
  ['', 'dead_letter', 'state:dead_letter !is:replayed !is:test'],
  ['state:held webhook:crm', 'dead_letter', 'state:dead_letter !is:replayed !is:test webhook:crm'],
  ['webhook:crm !is:test', 'dead_letter', 'state:dead_letter !is:replayed !is:test webhook:crm'],
  // What somebody has asked for stays as it was asked.
  ['state:dead_letter is:replayed', 'dead_letter', 'state:dead_letter is:replayed'],
  ['state:dead_letter !is:replayed !is:test webhook:crm', 'retrying', 'state:retrying webhook:crm'],
  ['state:dead_letter !is:replayed !is:test colour:red', null, 'colour:red'],
  ['state:held !is:test', null, '!is:test'],
] as const)('“%s” with %s asked is “%s”', (q, state, asked) => {
  expect(askState(q, state)).toBe(asked)
})

test('the query of open dead letters is understood', () => {
  expect(parseDeliveryQuery(openDeadLetters).mistakes).toEqual([])
})
