import type { Selectable } from 'kysely'
import type { Reader, Tx } from '#main/core/database/handles.ts'
import type { SessionTable } from '#main/core/database/tables.ts'

export const insertSession = (tx: Tx, session: SessionTable) => tx.insertInto('session').values(session).execute()

export const revokeSession = (tx: Tx, id: string, now: number) =>
  tx.updateTable('session').set({ revokedAt: now }).where('id', '=', id).where('revokedAt', 'is', null).execute()

/** The sessions that are good, oldest first. */
export const listSessions = (db: Reader): Promise<Selectable<SessionTable>[]> =>
  db.selectFrom('session').selectAll().where('revokedAt', 'is', null).orderBy('id').execute()
