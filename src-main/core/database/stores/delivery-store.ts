import type { Insertable, Selectable } from 'kysely'
import type { LaneItem } from '#main/core/deliveries/owed-items.ts'
import type { Reader, Tx } from '#main/core/database/handles.ts'
import type { AttemptTable, DeliveryTable } from '#main/core/database/tables.ts'

export type StoredDelivery = Selectable<DeliveryTable>
export type StoredAttempt = Selectable<AttemptTable>
export type NewDelivery = Insertable<DeliveryTable>
export type NewAttempt = Insertable<AttemptTable>

/** Stores a delivery and its first attempt before it is made, and tells its request. */
export async function insertDelivery(tx: Tx, delivery: NewDelivery, attempt: NewAttempt): Promise<void> {
  await tx.insertInto('delivery').values(delivery).execute()
  await tx.insertInto('attempt').values(attempt).execute()
  if (!delivery.requestId) return
  await tx
    .updateTable('request')
    .set((row) => ({ deliveryCount: row('deliveryCount', '+', 1), deliveryState: delivery.state }))
    .where('id', '=', delivery.requestId)
    .execute()
}

/** Stores an attempt before it is made, and that its delivery is under way. */
export async function beginAttempt(
  tx: Tx,
  delivery: Pick<StoredDelivery, 'id' | 'requestId' | 'state' | 'updatedAt'>,
  attempt: NewAttempt,
): Promise<void> {
  await tx.insertInto('attempt').values(attempt).execute()
  await setState(tx, delivery)
}

export type AttemptEnd = Pick<StoredAttempt, 'id' | 'endedAt' | 'response' | 'responseBody' | 'error' | 'timing'>

/** Stores what an attempt came to, and the state of its delivery after it. */
export async function endAttempt(
  tx: Tx,
  delivery: Pick<StoredDelivery, 'id' | 'requestId' | 'state' | 'updatedAt'>,
  { id, ...end }: AttemptEnd,
): Promise<void> {
  await tx.updateTable('attempt').set(end).where('id', '=', id).execute()
  await setState(tx, delivery)
}

async function setState(
  tx: Tx,
  { id, requestId, state, updatedAt }: Pick<StoredDelivery, 'id' | 'requestId' | 'state' | 'updatedAt'>,
): Promise<void> {
  await tx.updateTable('delivery').set({ state, updatedAt }).where('id', '=', id).execute()
  if (requestId === null) return
  await tx.updateTable('request').set({ deliveryState: state }).where('id', '=', requestId).execute()
}

export const findDelivery = (db: Reader, workspaceId: string, id: string): Promise<StoredDelivery | undefined> =>
  db.selectFrom('delivery').selectAll().where('id', '=', id).where('workspaceId', '=', workspaceId).executeTakeFirst()

/** The deliveries of a request, newest first. */
export const listDeliveriesOf = (db: Reader, requestId: string): Promise<StoredDelivery[]> =>
  db.selectFrom('delivery').selectAll().where('requestId', '=', requestId).orderBy('id', 'desc').execute()

/** The attempts of a delivery, first to last. */
export const listAttempts = (db: Reader, deliveryId: string): Promise<StoredAttempt[]> =>
  db.selectFrom('attempt').selectAll().where('deliveryId', '=', deliveryId).orderBy('number').execute()

/** Deliveries that were under way when Creel stopped. */
export const listInterrupted = (db: Reader): Promise<(StoredDelivery & { attemptId: string })[]> =>
  db
    .selectFrom('delivery')
    .innerJoin('attempt', 'attempt.deliveryId', 'delivery.id')
    .where('delivery.state', '=', 'sending')
    .where('attempt.endedAt', 'is', null)
    .selectAll('delivery')
    .select('attempt.id as attemptId')
    .execute()

/** The lanes in which something is owed. */
export async function listLanes(db: Reader): Promise<string[]> {
  const rows = await db
    .selectFrom('delivery')
    .select('lane')
    .distinct()
    .where('lane', 'is not', null)
    .where('state', 'in', ['queued', 'sending', 'retrying'])
    .execute()
  return rows.flatMap(({ lane }) => (lane === null ? [] : [lane]))
}

/** What is owed in a lane, in order. */
export async function listOwed(db: Reader, lane: string, limit: number): Promise<LaneItem[]> {
  const rows = await db
    .selectFrom('delivery')
    .select(['id', 'requestId', 'requestSeq', 'targetUrl'])
    .select((row) =>
      row
        .selectFrom('attempt')
        .whereRef('attempt.deliveryId', '=', 'delivery.id')
        .select((of) => of.fn.max('number').as('last'))
        .as('attempts'),
    )
    .where('lane', '=', lane)
    .where('state', 'in', ['queued', 'sending', 'retrying'])
    .orderBy('requestSeq')
    .limit(limit)
    .execute()
  return rows.map(({ id, requestId, requestSeq, targetUrl, attempts }) => ({
    deliveryId: id,
    requestId: requestId ?? '',
    seq: requestSeq ?? 0,
    targetUrl,
    attempts: attempts ?? 0,
  }))
}
