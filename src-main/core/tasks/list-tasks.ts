import { AppError } from '#shared/contract/problem.ts'
import type { OutputOf } from '#shared/contract/operations.ts'
import type { DeliveryRow } from '#shared/model/delivery.ts'
import type { TaskChange, TaskComment, TaskHistoryEntry, TaskRow } from '#shared/model/task.ts'
import { columnOf } from '#shared/model/task.ts'
import type { Reader } from '#main/core/database/handles.ts'
import {
  listEventsOfHistory,
  listSentTaskEvents,
  listStatesByEvent,
  listTaskComments,
  listTaskDeliveries,
  listTaskHistory,
} from '#main/core/database/stores/task-history-store.ts'
import type { TaskFilter } from '#main/core/database/stores/task-store.ts'
import { countTasks, findCountedTask, listTasks } from '#main/core/database/stores/task-store.ts'
import { toDeliveryRow } from '#main/core/deliveries/to-delivery.ts'
import { toTaskComment, toTaskRow } from './to-task.ts'

type Page<Item> = { items: Item[]; nextCursor: string | null }
type PageInput = { limit: number; cursor?: string | undefined }

const aboveAll = (prefix: string): string => `${prefix}_~`

/** A page of items, and where the next one starts if this one is full. */
function pageOf<Row, Item>(rows: Row[], limit: number, toItem: (row: Row) => Item, cursorOf: (row: Row) => string) {
  const last = rows.at(-1)
  return { items: rows.map(toItem), nextCursor: rows.length < limit || last === undefined ? null : cursorOf(last) }
}

export async function listTaskPage(
  db: Reader,
  { limit, cursor, ...filter }: TaskFilter & PageInput,
): Promise<Page<TaskRow>> {
  return pageOf(await listTasks(db, filter, { beforeId: cursor, limit }), limit, toTaskRow, ({ id }) => id)
}

/** One task, deleted or not, with what it has caused. Throws `task-not-found`. */
export async function showTask(db: Reader, workspaceId: string, id: string): Promise<TaskRow> {
  const task = await findCountedTask(db, workspaceId, id)
  if (!task) throw new AppError('task-not-found', `No task has the id ${id}.`)
  return toTaskRow(task)
}

export async function countByColumn(
  db: Reader,
  filter: Pick<TaskFilter, 'workspaceId' | 'category' | 'projectId'>,
): Promise<OutputOf<'tasks.count'>> {
  const counts = { open: 0, in_progress: 0, waiting: 0, done: 0 }
  for (const { status, count } of await countTasks(db, filter)) counts[columnOf(status as TaskRow['status'])] += count
  return counts
}

/** What happened to a task, newest first. */
export async function taskHistory(
  db: Reader,
  taskId: string,
  { limit, cursor = String(Number.MAX_SAFE_INTEGER) }: PageInput,
): Promise<Page<TaskHistoryEntry>> {
  const rows = await listTaskHistory(db, { taskId, beforeSeq: Number(cursor), limit })
  const events = await listEventsOfHistory(
    db,
    rows.map(({ seq }) => seq),
  )
  const toEntry = (row: (typeof rows)[number]): TaskHistoryEntry => ({
    at: new Date(row.at).toISOString(),
    kind: row.kind as TaskHistoryEntry['kind'],
    actor: row.actor === null ? null : (JSON.parse(row.actor) as TaskHistoryEntry['actor']),
    via: row.via as TaskHistoryEntry['via'],
    changes: JSON.parse(row.changes) as TaskChange[],
    note: row.note,
    events: events.filter(({ historySeq }) => historySeq === row.seq).map(({ eventId: id, type }) => ({ id, type })),
  })
  return pageOf(rows, limit, toEntry, ({ seq }) => String(seq))
}

export async function taskDeliveries(
  db: Reader,
  taskId: string,
  { limit, cursor = aboveAll('del') }: PageInput,
): Promise<Page<DeliveryRow>> {
  return pageOf(await listTaskDeliveries(db, { taskId, beforeId: cursor, limit }), limit, toDeliveryRow, ({ id }) => id)
}

export async function taskComments(
  db: Reader,
  taskId: string,
  { limit, cursor = '' }: PageInput,
): Promise<Page<TaskComment>> {
  return pageOf(await listTaskComments(db, { taskId, afterId: cursor, limit }), limit, toTaskComment, ({ id }) => id)
}

type SentEvents = OutputOf<'tasks.events'>

/** The events that tasks have sent out, newest first, with what became of their deliveries. */
export async function sentTaskEvents(
  db: Reader,
  workspaceId: string,
  { limit, cursor = aboveAll('evt') }: PageInput,
): Promise<SentEvents> {
  const rows = await listSentTaskEvents(db, { workspaceId, beforeId: cursor, limit })
  const deliveries = await listStatesByEvent(
    db,
    rows.map(({ eventId }) => eventId),
  )
  const toItem = ({ eventId, ...row }: (typeof rows)[number]): SentEvents['items'][number] => ({
    id: eventId,
    type: row.type,
    time: new Date(row.time).toISOString(),
    taskId: row.taskId,
    taskNumber: row.number,
    taskTitle: row.title,
    deliveries: deliveries
      .filter((delivery) => delivery.eventId === eventId)
      .map(({ id, state }) => ({ id, state: state as DeliveryRow['state'] })),
  })
  return pageOf(rows, limit, toItem, ({ eventId }) => eventId)
}
