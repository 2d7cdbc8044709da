import { CompiledQuery } from 'kysely'
import type { Reader } from '#main/core/database/handles.ts'
import type { ShownDelivery } from '#main/core/database/stores/delivery-store.ts'
import { newestReplay, webhookStatus } from '#main/core/database/stores/delivery-states.ts'
import type { SqlCondition } from '#main/core/requests/sql-condition.ts'

/** Which deliveries are wanted: all of these must hold. */
export type DeliverySelection = readonly SqlCondition[]

/** One page of deliveries below an id, newest first. */
export function listDeliveries(
  db: Reader,
  selection: DeliverySelection,
  { beforeId, limit }: { beforeId: string | null; limit: number },
): Promise<ShownDelivery[]> {
  const below: SqlCondition[] = beforeId === null ? [] : [{ sql: 'id < ?', parameters: [beforeId] }]
  return read<ShownDelivery>(
    db,
    `*, ${newestReplay} as replayedAs, ${webhookStatus} as webhookStatus`,
    [...selection, ...below],
    limit,
  )
}

/** How many deliveries there are, counted up to `atMost`. */
export async function countDeliveries(db: Reader, selection: DeliverySelection, atMost: number): Promise<number> {
  return (await read<{ id: string }>(db, 'id', selection, atMost)).length
}

async function read<Row>(db: Reader, columns: string, selection: DeliverySelection, limit: number): Promise<Row[]> {
  const where = selection.map(({ sql }) => `(${sql})`).join(' and ')
  const sql = `select ${columns} from delivery where ${where} order by id desc limit ?`
  const parameters = [...selection.flatMap((condition) => condition.parameters), limit]
  return (await db.getExecutor().executeQuery<Row>(CompiledQuery.raw(sql, parameters))).rows
}
