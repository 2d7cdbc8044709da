import type { Insertable, Selectable, Updateable } from 'kysely'
import { sql } from 'kysely'
import type { LaneItem } from '#main/core/deliveries/owed-items.ts'
import type { Reader, Tx } from '#main/core/database/handles.ts'
import type { AttemptTable, DeliveryTable } from '#main/core/database/tables.ts'
import { countUnreplayed } from './dead-letter-count.ts'
import { newestReplay, openStates, tellRequests, webhookStatus } from './delivery-states.ts'

export type StoredDelivery = Selectable<DeliveryTable>
/** A delivery, which one sends it again, and how its webhook stands. */
export type ShownDelivery = StoredDelivery & { replayedAs: string | null; webhookStatus: string | null }
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
    .set((row) => ({ deliveryCount: row('deliveryCount', '+', 1) }))
    .where('id', '=', delivery.requestId)
    .execute()
  await tellRequests(tx, [delivery.requestId])
}

/** A delivery with the state that it comes to. */
export type DeliveryChange = Pick<StoredDelivery, 'id' | 'requestId' | 'state' | 'updatedAt'>

/** Stores an attempt before it is made, and that its delivery is under way. False: nothing is owed any more. */
export async function beginAttempt(tx: Tx, delivery: DeliveryChange, attempt: NewAttempt): Promise<boolean> {
  const { number, startedAt } = attempt
  const isOwed = await changeState(tx, delivery, { attemptCount: number, lastAttemptAt: startedAt })
  if (isOwed) await tx.insertInto('attempt').values(attempt).execute()
  return isOwed
}

export type AttemptEnd = Pick<
  StoredAttempt,
  'id' | 'endedAt' | 'response' | 'responseBody' | 'error' | 'timing' | 'status' | 'errorClass'
>

/** Stores what an attempt came to, and the state of its delivery after it; one that was cancelled meanwhile stays so. */
export async function endAttempt(tx: Tx, delivery: DeliveryChange, { id, ...end }: AttemptEnd): Promise<void> {
  await tx.updateTable('attempt').set(end).where('id', '=', id).execute()
  const { status, errorClass } = end
  await changeState(tx, delivery, { errorClass, ...(status !== null && { lastStatus: status }) })
}

/** Stores an attempt that ended before anything was sent, and the state of its delivery after it. */
export async function insertEndedAttempt(
  tx: Tx,
  delivery: DeliveryChange,
  attempt: NewAttempt,
  end: AttemptEnd,
): Promise<void> {
  if (await beginAttempt(tx, { ...delivery, state: 'sending' }, attempt)) await endAttempt(tx, delivery, end)
}

/** What is delivered, dead or cancelled stays what it is; false then. */
async function changeState(
  tx: Tx,
  { id, requestId, state, updatedAt }: DeliveryChange,
  changes: Updateable<DeliveryTable>,
): Promise<boolean> {
  const { lastAttemptAt } = changes
  const changed = await tx
    .updateTable('delivery')
    .set({ ...changes, state, updatedAt, ...(!openStates.includes(state) && { endedAt: updatedAt }) })
    .$if(typeof lastAttemptAt === 'number', (query) =>
      query.set((row) => ({ firstAttemptAt: row.fn.coalesce('firstAttemptAt', row.val(lastAttemptAt)) })),
    )
    .where('id', '=', id)
    .where('state', 'in', openStates)
    .executeTakeFirst()
  if (requestId !== null) await tellRequests(tx, [requestId])
  return changed.numUpdatedRows > 0n
}

export type Cancelled = Pick<StoredDelivery, 'id' | 'kind' | 'requestId' | 'lane' | 'webhookId'>

/** Cancels what is still owed of some deliveries, and says why; answers which those were. */
export async function cancelDeliveries(
  tx: Tx,
  ids: readonly string[],
  { reason, now }: { reason: string; now: number },
): Promise<Cancelled[]> {
  const cancelled = await tx
    .updateTable('delivery')
    .set({ state: 'cancelled', reason, endedAt: now, updatedAt: now, dueAt: null })
    .where('id', 'in', ids)
    .where('state', 'in', openStates)
    .returning(['id', 'kind', 'requestId', 'lane', 'webhookId', 'replayOf'])
    .execute()
  await tellRequests(
    tx,
    cancelled.flatMap(({ requestId }) => requestId ?? []),
  )
  await countUnreplayed(
    tx,
    cancelled.flatMap(({ replayOf }) => replayOf ?? []),
  )
  return cancelled
}

/** What is shown of a delivery beyond its own columns. */
export const shownBeside = [
  sql<string | null>`${sql.raw(newestReplay)}`.as('replayedAs'),
  sql<string | null>`${sql.raw(webhookStatus)}`.as('webhookStatus'),
] as const

const shown = (db: Reader) => db.selectFrom('delivery').selectAll('delivery').select(shownBeside)

export const findDelivery = (db: Reader, workspaceId: string, id: string): Promise<ShownDelivery | undefined> =>
  shown(db).where('id', '=', id).where('workspaceId', '=', workspaceId).executeTakeFirst()

/** The deliveries of a request, newest first. */
export const listDeliveriesOf = (db: Reader, requestId: string): Promise<ShownDelivery[]> =>
  shown(db).where('requestId', '=', requestId).orderBy('id', 'desc').execute()

/** The deliveries of an event, newest first. */
export const listDeliveriesOfEvent = (db: Reader, eventId: string): Promise<ShownDelivery[]> =>
  shown(db).where('eventId', '=', eventId).orderBy('id', 'desc').execute()

/** What actions of triggers have made owed, oldest first. */
export async function listDeliveriesOfActions(db: Reader, actionIds: readonly string[]): Promise<StoredDelivery[]> {
  if (actionIds.length === 0) return []
  return db.selectFrom('delivery').selectAll().where('actionId', 'in', actionIds).orderBy('id').execute()
}

/** The attempts of a delivery, first to last. */
export const listAttempts = (db: Reader, deliveryId: string): Promise<StoredAttempt[]> =>
  db.selectFrom('attempt').selectAll().where('deliveryId', '=', deliveryId).orderBy('number').execute()

/** Deliveries that were under way when Creel stopped. */
export const listInterrupted = (db: Reader): Promise<(StoredDelivery & { attemptId: string })[]> =>
  db
    .selectFrom('delivery')
    .innerJoin('attempt', 'attempt.deliveryId', 'delivery.id')
    .where('delivery.state', '=', 'sending')
    .where('delivery.webhookId', 'is', null)
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
    .select(['id', 'kind', 'requestId', 'requestSeq', 'targetUrl'])
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
  return rows.map(({ id, kind, requestId, requestSeq, targetUrl, attempts }) => ({
    deliveryId: id,
    kind: kind === 'relay' ? 'relay' : 'forward',
    requestId: requestId ?? '',
    seq: requestSeq ?? 0,
    targetUrl,
    attempts: attempts ?? 0,
  }))
}
