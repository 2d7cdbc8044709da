import { parseDeliveryQuery } from '#shared/query/delivery-query.ts'
import type { DeliveryFilter } from './select-deliveries.ts'

/** What a replay of many is about: dead letters, unless its filter names a state, as a field or in the query. */
export const whichToReplay = (filter: DeliveryFilter): DeliveryFilter =>
  filter.state === undefined && !namesState(filter.q ?? '') ? { ...filter, state: 'dead_letter' } : filter

const namesState = (q: string): boolean =>
  parseDeliveryQuery(q).terms.some((term) => term.kind === 'field' && term.field === 'state')
