import type { Reader, Tx } from '#main/core/database/handles.ts'
import type { TaskProjectTable } from '#main/core/database/task-tables.ts'

export const listTaskProjects = (db: Reader, workspaceId: string): Promise<TaskProjectTable[]> =>
  db.selectFrom('taskProject').selectAll().where('workspaceId', '=', workspaceId).orderBy('id').execute()

export const findTaskProject = (db: Reader, workspaceId: string, id: string): Promise<TaskProjectTable | undefined> =>
  db
    .selectFrom('taskProject')
    .selectAll()
    .where('id', '=', id)
    .where('workspaceId', '=', workspaceId)
    .executeTakeFirst()

export const insertTaskProject = (tx: Tx, project: TaskProjectTable) =>
  tx.insertInto('taskProject').values(project).execute()

export const renameTaskProject = (tx: Tx, id: string, name: string, now: number) =>
  tx.updateTable('taskProject').set({ name, updatedAt: now }).where('id', '=', id).execute()

export const deleteTaskProject = (tx: Tx, id: string) => tx.deleteFrom('taskProject').where('id', '=', id).execute()
