import type { Insertable, Selectable } from 'kysely'
import type { Base } from '#main/core/tasks/taskmaster/base.ts'
import type { Reader, Tx } from '#main/core/database/handles.ts'
import type { TaskmasterConflictTable, TaskmasterLinkTable } from '#main/core/database/task-tables.ts'

export type StoredLink = TaskmasterLinkTable
export type StoredConflict = Selectable<TaskmasterConflictTable> & { number: number; title: string }

/** The links of all workspaces that are in force. */
export const listLiveLinks = (db: Reader): Promise<StoredLink[]> =>
  db.selectFrom('taskmasterLink').selectAll().where('unlinkedAt', 'is', null).orderBy('id').execute()

/** A link, in force or not. */
export const findLink = (db: Reader, workspaceId: string, id: string): Promise<StoredLink | undefined> =>
  db
    .selectFrom('taskmasterLink')
    .selectAll()
    .where('id', '=', id)
    .where('workspaceId', '=', workspaceId)
    .executeTakeFirst()

/** The link to a folder, in force or not. */
export const findLinkOfFolder = (db: Reader, workspaceId: string, folder: string): Promise<StoredLink | undefined> =>
  db
    .selectFrom('taskmasterLink')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .where('folder', '=', folder)
    .executeTakeFirst()

export const insertLink = (tx: Tx, link: StoredLink) => tx.insertInto('taskmasterLink').values(link).execute()

export const updateLink = (tx: Tx, id: string, changes: Partial<Pick<StoredLink, 'syncedAt' | 'unlinkedAt'>>) =>
  tx.updateTable('taskmasterLink').set(changes).where('id', '=', id).execute()

/** What was last agreed on, task by task. */
export async function listBases(db: Reader, linkId: string): Promise<Base[]> {
  const rows = await db
    .selectFrom('taskmasterBase')
    .selectAll()
    .where('linkId', '=', linkId)
    .orderBy('taskId')
    .execute()
  return rows.map(({ taskId, key, file, creel, pushes, removed }) => ({
    taskId,
    key,
    file: JSON.parse(file) as Base['file'],
    creel: JSON.parse(creel) as Base['creel'],
    pushes: JSON.parse(pushes) as Base['pushes'],
    removed: removed === null ? null : (JSON.parse(removed) as Base['removed']),
  }))
}

export async function keepBase(tx: Tx, linkId: string, { taskId, key, ...base }: Base): Promise<void> {
  const row = {
    linkId,
    key,
    file: JSON.stringify(base.file),
    creel: JSON.stringify(base.creel),
    pushes: JSON.stringify(base.pushes),
    removed: base.removed && JSON.stringify(base.removed),
  }
  await tx
    .insertInto('taskmasterBase')
    .values({ taskId, ...row })
    .onConflict((conflict) => conflict.column('taskId').doUpdateSet(row))
    .execute()
}

export const forgetBases = (tx: Tx, taskIds: readonly string[]) =>
  tx
    .deleteFrom('taskmasterBase')
    .where('taskId', 'in', [...taskIds])
    .execute()

export const insertConflict = (tx: Tx, conflict: Insertable<TaskmasterConflictTable>) =>
  tx.insertInto('taskmasterConflict').values(conflict).execute()

/** Where both sides had changed a field, newest first. */
export const listConflicts = (
  db: Reader,
  { linkId, beforeSeq, limit }: { linkId: string; beforeSeq: number; limit: number },
): Promise<StoredConflict[]> =>
  db
    .selectFrom('taskmasterConflict')
    .innerJoin('task', 'task.id', 'taskmasterConflict.taskId')
    .selectAll('taskmasterConflict')
    .select(['task.number', 'task.title'])
    .where('linkId', '=', linkId)
    .where('seq', '<', beforeSeq)
    .orderBy('seq', 'desc')
    .limit(limit)
    .execute()

type Counts = { taskCount: number; conflictCount: number }

/** How many tasks a link keeps alike, and how often both sides had changed a field. */
export async function countLink(db: Reader, linkId: string): Promise<Counts> {
  const tasks = await db
    .selectFrom('taskmasterBase')
    .select((base) => base.fn.countAll<number>().as('count'))
    .where('linkId', '=', linkId)
    .where('removed', 'is', null)
    .executeTakeFirst()
  const conflicts = await db
    .selectFrom('taskmasterConflict')
    .select((conflict) => conflict.fn.countAll<number>().as('count'))
    .where('linkId', '=', linkId)
    .executeTakeFirst()
  return { taskCount: tasks?.count ?? 0, conflictCount: conflicts?.count ?? 0 }
}

/** The projects that tasks are in. */
export async function listProjectsOfTasks(db: Reader, taskIds: readonly string[]): Promise<string[]> {
  const rows = await db
    .selectFrom('task')
    .select('projectId')
    .distinct()
    .where('id', 'in', [...taskIds])
    .where('projectId', 'is not', null)
    .execute()
  return rows.map(({ projectId }) => projectId as string)
}
