/** Which deliveries people mean by a state: of dead letters those that somebody still has to see to. */

import type { DeliveryState } from '#shared/model/delivery.ts'
import type { DeliveryTerm } from './delivery-query.ts'
import { askValue, parseDeliveryQuery, printDeliveryTerm, valueAsked } from './delivery-query.ts'

const leftOut = ['replayed', 'test']

/** The dead letters that wait for somebody: tests are none, and one that was replayed is its replay’s matter. */
export const openDeadLetters = `state:dead_letter ${leftOut.map((flag) => `!is:${flag}`).join(' ')}`

const isLeftOut = (term: DeliveryTerm): boolean =>
  term.kind === 'field' && term.field === 'is' && term.negated && leftOut.includes(term.value)

/** A query that asks for a state and no other; null for any. What was left out with dead letters comes back with it. */
export function askState(q: string, state: DeliveryState | null): string {
  if (valueAsked(q, 'state') === state) return q
  const others = valueAsked(q, 'state') === 'dead_letter' ? withoutLeftOut(q) : q
  if (state !== 'dead_letter') return askValue(others, 'state', state)
  return [openDeadLetters, askValue(withoutLeftOut(others), 'state', null)].filter(Boolean).join(' ')
}

function withoutLeftOut(q: string): string {
  const { terms, mistakes } = parseDeliveryQuery(q)
  const kept = terms.filter((term) => !isLeftOut(term)).map(printDeliveryTerm)
  return [...kept, ...mistakes.map(({ term }) => term)].join(' ')
}
