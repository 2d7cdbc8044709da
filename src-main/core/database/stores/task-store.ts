import { sql } from 'kysely'
import type { TaskColumn } from '#shared/model/task.ts'
import { taskColumns } from '#shared/model/task.ts'
import type { Reader, Tx } from '#main/core/database/handles.ts'
import type { TaskTable } from '#main/core/database/task-tables.ts'

export type StoredTask = TaskTable

/** One task, deleted or not. */
export const findTask = (db: Reader, workspaceId: string, id: string): Promise<StoredTask | undefined> =>
  db.selectFrom('task').selectAll().where('id', '=', id).where('workspaceId', '=', workspaceId).executeTakeFirst()

/** The task that another system calls so; not a deleted one. */
export const findTaskByExternalId = (
  db: Reader,
  { workspaceId, projectId, externalId }: { workspaceId: string; projectId: string | null; externalId: string },
): Promise<StoredTask | undefined> =>
  db
    .selectFrom('task')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .where(sql`coalesce("projectId", '')`, '=', projectId ?? '')
    .where('externalId', '=', externalId)
    .where('deletedAt', 'is', null)
    .executeTakeFirst()

/** All tasks of a project that are not deleted. */
export const listTasksOfProject = (db: Reader, projectId: string): Promise<StoredTask[]> =>
  db
    .selectFrom('task')
    .selectAll()
    .where(sql`coalesce("projectId", '')`, '=', projectId)
    .where('deletedAt', 'is', null)
    .orderBy('id')
    .execute()

export async function nextTaskNumber(db: Reader, workspaceId: string): Promise<number> {
  const row = await db
    .selectFrom('task')
    .select((task) => task.fn.max('number').as('last'))
    .where('workspaceId', '=', workspaceId)
    .executeTakeFirst()
  return (row?.last ?? 0) + 1
}

export const insertTask = (tx: Tx, task: StoredTask) => tx.insertInto('task').values(task).execute()

export const replaceTask = (tx: Tx, { id, ...task }: StoredTask) =>
  tx.updateTable('task').set(task).where('id', '=', id).execute()

export type TaskFilter = {
  workspaceId: string
  status?: string | undefined
  column?: TaskColumn | undefined
  assignee?: string | undefined
  category?: string | undefined
  label?: string | undefined
  projectId?: string | undefined
  parentId?: string | undefined
  externalId?: string | undefined
  q?: string | undefined
  deleted: boolean
}

const equalTo = { status: 'status', category: 'category', projectId: 'projectId', parentId: 'parentId' } as const

export type ListedTask = StoredTask & { deliveryCount: number; commentCount: number }

/** A page of tasks below an id, newest first, with what each has caused. */
export function listTasks(
  db: Reader,
  filter: TaskFilter,
  { beforeId, limit }: { beforeId: string | undefined; limit: number },
): Promise<ListedTask[]> {
  const { workspaceId, column, assignee, label, externalId, q, deleted } = filter
  let tasks = countedTasks(db)
    .where('task.workspaceId', '=', workspaceId)
    .where('task.deletedAt', deleted ? 'is not' : 'is', null)
  for (const [name, field] of Object.entries(equalTo) as [keyof typeof equalTo, keyof typeof equalTo][]) {
    const wanted = filter[name]
    if (wanted !== undefined) tasks = tasks.where(field, '=', wanted)
  }
  if (column !== undefined) tasks = tasks.where('status', 'in', [...taskColumns[column].statuses])
  if (assignee !== undefined) tasks = tasks.where('assigneeId', '=', assignee)
  if (externalId !== undefined) tasks = tasks.where('externalId', '=', externalId)
  if (label !== undefined)
    tasks = tasks.where(sql<boolean>`exists (select 1 from json_each(labels) where value = ${label})`)
  if (q !== undefined && q.trim() !== '') {
    const part = `%${q.trim().replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
    tasks = tasks.where(
      sql<boolean>`(title like ${part} escape '\\' or description like ${part} escape '\\' or "externalId" like ${part} escape '\\')`,
    )
  }
  if (beforeId !== undefined) tasks = tasks.where('task.id', '<', beforeId)
  return tasks.orderBy('task.id', 'desc').limit(limit).execute()
}

/** One task with what it has caused, deleted or not. */
export const findCountedTask = (db: Reader, workspaceId: string, id: string): Promise<ListedTask | undefined> =>
  countedTasks(db).where('task.id', '=', id).where('task.workspaceId', '=', workspaceId).executeTakeFirst()

const countedTasks = (db: Reader) =>
  db
    .selectFrom('task')
    .selectAll('task')
    .select([
      sql<number>`(select count(*) from "taskEvent" join delivery on delivery."eventId" = "taskEvent"."eventId"
        where "taskEvent"."taskId" = task.id)`.as('deliveryCount'),
      sql<number>`(select count(*) from "taskComment" where "taskId" = task.id)`.as('commentCount'),
    ])

/** How many tasks of each status there are. */
export function countTasks(
  db: Reader,
  { workspaceId, category, projectId }: Pick<TaskFilter, 'workspaceId' | 'category' | 'projectId'>,
): Promise<{ status: string; count: number }[]> {
  let tasks = db.selectFrom('task').where('workspaceId', '=', workspaceId).where('deletedAt', 'is', null)
  if (category !== undefined) tasks = tasks.where('category', '=', category)
  if (projectId !== undefined) tasks = tasks.where('projectId', '=', projectId)
  return tasks
    .select((task) => ['status', task.fn.countAll<number>().as('count')])
    .groupBy('status')
    .execute()
}

export async function hasCategory(db: Reader, workspaceId: string, category: string): Promise<boolean> {
  const found = await db
    .selectFrom('task')
    .select('id')
    .where('workspaceId', '=', workspaceId)
    .where('category', '=', category)
    .where('deletedAt', 'is', null)
    .executeTakeFirst()
  return found !== undefined
}

/** Which of these ids name tasks that are not deleted, with what each hangs on. */
export const findTaskLinks = (
  db: Reader,
  workspaceId: string,
  ids: readonly string[],
): Promise<Pick<StoredTask, 'id' | 'parentId' | 'dependencies'>[]> =>
  db
    .selectFrom('task')
    .select(['id', 'parentId', 'dependencies'])
    .where('workspaceId', '=', workspaceId)
    .where('id', 'in', [...ids])
    .where('deletedAt', 'is', null)
    .execute()
