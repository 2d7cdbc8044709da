import type { Insertable, Selectable } from 'kysely'
import { inboundCallsKept } from '#shared/model/inbound.ts'
import type { Reader, Tx } from '#main/core/database/handles.ts'
import type { InboundCallTable } from '#main/core/database/task-tables.ts'

export type StoredInboundCall = Selectable<InboundCallTable>
export type NewInboundCall = Insertable<InboundCallTable>

/** The calls of a workspace that are kept, newest first. */
export const listInboundCalls = (db: Reader, workspaceId: string): Promise<StoredInboundCall[]> =>
  db.selectFrom('inboundCall').selectAll().where('workspaceId', '=', workspaceId).orderBy('seq', 'desc').execute()

/** The newest refusal that is kept. */
export const findLastRefusedCall = (db: Reader, workspaceId: string): Promise<StoredInboundCall | undefined> =>
  db
    .selectFrom('inboundCall')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .where('outcome', '=', 'refused')
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()

/**
 * Keeps a call, and forgets those that are too many. Refusals are counted apart: anyone can cause them, and they must
 * not push out the calls that were taken.
 */
export async function insertInboundCall(tx: Tx, call: NewInboundCall): Promise<void> {
  const { workspaceId } = call
  const isAlike = call.outcome === 'refused' ? '=' : '!='
  await tx.insertInto('inboundCall').values(call).execute()
  const firstTooMany = await tx
    .selectFrom('inboundCall')
    .select('seq')
    .where('workspaceId', '=', workspaceId)
    .where('outcome', isAlike, 'refused')
    .orderBy('seq', 'desc')
    .offset(inboundCallsKept)
    .limit(1)
    .executeTakeFirst()
  if (!firstTooMany) return
  await tx
    .deleteFrom('inboundCall')
    .where('workspaceId', '=', workspaceId)
    .where('outcome', isAlike, 'refused')
    .where('seq', '<=', firstTooMany.seq)
    .execute()
}

/** Keeps a refusal: one like the newest call is counted with it. */
export async function keepRefusedCall(tx: Tx, call: NewInboundCall & { count: number }): Promise<void> {
  const newest = await tx
    .selectFrom('inboundCall')
    .select(['seq', 'status', 'reason'])
    .where('workspaceId', '=', call.workspaceId)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (newest?.status !== call.status || newest.reason !== call.reason) return insertInboundCall(tx, call)
  await tx
    .updateTable('inboundCall')
    .set((row) => ({ count: row('count', '+', call.count), at: call.at, remoteAddress: call.remoteAddress }))
    .where('seq', '=', newest.seq)
    .execute()
}
