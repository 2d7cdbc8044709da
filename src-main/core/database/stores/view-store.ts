import type { Selectable } from 'kysely'
import type { Reader, Tx } from '#main/core/database/handles.ts'
import type { ViewTable } from '#main/core/database/tables.ts'

export const insertView = (tx: Tx, view: ViewTable) => tx.insertInto('view').values(view).execute()

export const updateView = (tx: Tx, id: string, changes: { name?: string; q?: string }) =>
  tx.updateTable('view').set(changes).where('id', '=', id).execute()

export const deleteView = (tx: Tx, workspaceId: string, id: string) =>
  tx.deleteFrom('view').where('id', '=', id).where('workspaceId', '=', workspaceId).executeTakeFirst()

export const findView = (db: Reader, workspaceId: string, id: string): Promise<Selectable<ViewTable> | undefined> =>
  db.selectFrom('view').selectAll().where('id', '=', id).where('workspaceId', '=', workspaceId).executeTakeFirst()

export const listViews = (db: Reader, workspaceId: string): Promise<Selectable<ViewTable>[]> =>
  db.selectFrom('view').selectAll().where('workspaceId', '=', workspaceId).orderBy('id').execute()
