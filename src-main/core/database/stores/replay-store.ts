import type { Reader, Tx } from '#main/core/database/handles.ts'
import type { ReplayTable } from '#main/core/database/tables.ts'
import { findBody } from './request-store.ts'
import type { NewAttempt, NewDelivery } from './delivery-store.ts'
import { insertDelivery } from './delivery-store.ts'

/** Stores a replay of one request before it is sent; `body` where it is not the request's own. */
export async function insertReplayDelivery(
  tx: Tx,
  delivery: NewDelivery,
  attempt: NewAttempt,
  body: Uint8Array | null,
): Promise<void> {
  await insertDelivery(tx, delivery, attempt)
  if (body === null) return
  const { id: deliveryId, workspaceId } = delivery
  await tx.insertInto('replayBody').values({ deliveryId, workspaceId, bytes: body }).execute()
}

/** The bytes that a delivery of a request sends: edited ones, else those that came. Undefined where there is no such delivery. */
export async function findSentBody(
  db: Reader,
  workspaceId: string,
  deliveryId: string,
): Promise<Uint8Array | undefined> {
  const delivery = await db
    .selectFrom('delivery')
    .innerJoin('request', 'request.id', 'delivery.requestId')
    .where('delivery.id', '=', deliveryId)
    .where('delivery.workspaceId', '=', workspaceId)
    .select('request.seq as requestSeq')
    .executeTakeFirst()
  if (!delivery) return undefined
  const edited = await db
    .selectFrom('replayBody')
    .select('bytes')
    .where('deliveryId', '=', deliveryId)
    .executeTakeFirst()
  return edited?.bytes ?? findBody(db, delivery.requestSeq)
}

export const insertReplay = (tx: Tx, replay: ReplayTable) => tx.insertInto('replay').values(replay).execute()

export type ReplayProgress = Pick<ReplayTable, 'state' | 'delivered' | 'failed' | 'skipped' | 'problems' | 'endedAt'>

export const updateReplay = (tx: Tx, id: string, progress: ReplayProgress) =>
  tx.updateTable('replay').set(progress).where('id', '=', id).execute()

/** Closes the replays that were running when Creel stopped. */
export const closeRunningReplays = (tx: Tx, endedAt: number) =>
  tx.updateTable('replay').set({ state: 'interrupted', endedAt }).where('state', '=', 'running').execute()

/** Removes what was over before a moment. */
export const deleteReplays = (tx: Tx, endedBefore: number) =>
  tx.deleteFrom('replay').where('endedAt', '<', endedBefore).execute()

export const findReplay = (db: Reader, workspaceId: string, id: string): Promise<ReplayTable | undefined> =>
  db.selectFrom('replay').selectAll().where('id', '=', id).where('workspaceId', '=', workspaceId).executeTakeFirst()

/** Replays of many requests, newest first. */
export const listReplays = (
  db: Reader,
  workspaceId: string,
  { beforeId, limit }: { beforeId: string | null; limit: number },
): Promise<ReplayTable[]> =>
  db
    .selectFrom('replay')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .$if(beforeId !== null, (query) => query.where('id', '<', beforeId ?? ''))
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
