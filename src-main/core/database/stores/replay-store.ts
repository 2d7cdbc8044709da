import { sql } from 'kysely'
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

/** How much the webhook of a delivery keeps of what it sends; null where it goes to none. */
export async function findCapture(db: Reader, workspaceId: string, deliveryId: string): Promise<string | null> {
  const found = await db
    .selectFrom('delivery')
    .innerJoin('webhook', 'webhook.id', 'delivery.webhookId')
    .where('delivery.id', '=', deliveryId)
    .where('delivery.workspaceId', '=', workspaceId)
    .select(sql<string>`json_extract(webhook.settings, '$.capture')`.as('capture'))
    .executeTakeFirst()
  return found?.capture ?? null
}

/**
 * The bytes that a delivery sends: those that were rendered for a webhook; of a request the edited ones, else those
 * that came. Undefined where there are none.
 */
export async function findSentBody(
  db: Reader,
  workspaceId: string,
  deliveryId: string,
): Promise<Uint8Array | undefined> {
  const delivery = await db
    .selectFrom('delivery')
    .leftJoin('request', 'request.id', 'delivery.requestId')
    .leftJoin('rendering', 'rendering.deliveryId', 'delivery.id')
    .where('delivery.id', '=', deliveryId)
    .where('delivery.workspaceId', '=', workspaceId)
    .select(['request.seq as requestSeq', 'rendering.body as rendered', 'delivery.webhookId as webhookId'])
    .executeTakeFirst()
  if (!delivery) return undefined
  if (delivery.webhookId !== null) return delivery.rendered ?? undefined
  const edited = await db
    .selectFrom('replayBody')
    .select('bytes')
    .where('deliveryId', '=', deliveryId)
    .executeTakeFirst()
  if (edited) return edited.bytes
  return delivery.requestSeq === null ? undefined : findBody(db, delivery.requestSeq)
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
