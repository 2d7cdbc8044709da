import type { Reader, Tx } from '#main/core/database/handles.ts'
import type { ConformanceCheckTable } from '#main/core/database/simulation-tables.ts'

export const insertCheck = (tx: Tx, check: ConformanceCheckTable) =>
  tx.insertInto('conformanceCheck').values(check).execute()

/** Stores how far a check has come. */
export const recordCheck = (
  tx: Tx,
  { id, state, cases, endedAt }: Pick<ConformanceCheckTable, 'id' | 'state' | 'cases' | 'endedAt'>,
) => tx.updateTable('conformanceCheck').set({ state, cases, endedAt }).where('id', '=', id).execute()

/** Closes the checks that were running when Creel stopped. */
export const closeRunningChecks = (tx: Tx, endedAt: number) =>
  tx.updateTable('conformanceCheck').set({ state: 'interrupted', endedAt }).where('state', '=', 'running').execute()

/** Removes what was over before a moment. */
export const deleteChecks = (tx: Tx, endedBefore: number) =>
  tx.deleteFrom('conformanceCheck').where('endedAt', '<', endedBefore).execute()

export const findCheck = (db: Reader, workspaceId: string, id: string): Promise<ConformanceCheckTable | undefined> =>
  db
    .selectFrom('conformanceCheck')
    .selectAll()
    .where('id', '=', id)
    .where('workspaceId', '=', workspaceId)
    .executeTakeFirst()

/** Checks, newest first. */
export const listChecks = (
  db: Reader,
  workspaceId: string,
  { beforeId, limit }: { beforeId: string | null; limit: number },
): Promise<ConformanceCheckTable[]> =>
  db
    .selectFrom('conformanceCheck')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .$if(beforeId !== null, (query) => query.where('id', '<', beforeId ?? ''))
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
