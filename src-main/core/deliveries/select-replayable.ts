import type { Reader } from '#main/core/database/handles.ts'
import { newestReplay } from '#main/core/database/stores/delivery-states.ts'
import type { StoredDelivery } from '#main/core/database/stores/delivery-store.ts'
import type { SqlCondition } from '#main/core/requests/sql-condition.ts'
import type { DeliverySelection } from './list-deliveries.ts'
import { countDeliveries, listDeliveries } from './list-deliveries.ts'

const most = Number.MAX_SAFE_INTEGER

// A webhook that was deleted is sent nothing, nor is one that is gone for good; a trigger may deliver to a URL without one.
const hasTarget = `
  webhookId in (select id from webhook where deletedAt is null) or webhookId in (select id from urlTarget)`

// Of one that was replayed its replay may be: both would send one event twice.
const isReplayable: SqlCondition = {
  sql: `isTest = 0 and (${hasTarget}) and state in ('delivered', 'dead_letter', 'cancelled') and ${newestReplay} is null`,
  parameters: [],
}

const isNamed = (ids: readonly string[]): SqlCondition => ({
  sql: `id in (select value from json_each(?))`,
  parameters: [JSON.stringify(ids)],
})

const among = (selection: DeliverySelection, ids: readonly string[] | undefined): DeliverySelection => [
  ...selection,
  isReplayable,
  ...(ids ? [isNamed(ids)] : []),
]

/** How many ended deliveries to webhooks may be sent again: tests are not, and what was replayed already. */
export const countReplayable = (
  db: Reader,
  selection: DeliverySelection,
  ids: readonly string[] | undefined,
): Promise<number> => countDeliveries(db, among(selection, ids), most)

/** Ended deliveries to webhooks that may be sent again, oldest first. */
export async function listReplayable(
  db: Reader,
  selection: DeliverySelection,
  ids: readonly string[] | undefined,
): Promise<StoredDelivery[]> {
  const newestFirst = await listDeliveries(db, among(selection, ids), { beforeId: null, limit: most })
  return newestFirst.toReversed()
}
