import type { Insertable, Selectable } from 'kysely'
import type { Reader, Tx } from '#main/core/database/handles.ts'
import type { TaskCommentTable, TaskEventTable, TaskHistoryTable } from '#main/core/database/task-tables.ts'
import type { ShownDelivery } from './delivery-store.ts'
import { shownBeside } from './delivery-store.ts'

export type StoredHistory = Selectable<TaskHistoryTable>

/** Adds what happened to a task; answers its place in the order. */
export async function insertTaskHistory(tx: Tx, entry: Insertable<TaskHistoryTable>): Promise<number> {
  const { seq } = await tx.insertInto('taskHistory').values(entry).returning('seq').executeTakeFirstOrThrow()
  return seq
}

export const insertTaskEvent = (tx: Tx, event: TaskEventTable) => tx.insertInto('taskEvent').values(event).execute()

export const insertTaskComment = (tx: Tx, comment: TaskCommentTable) =>
  tx.insertInto('taskComment').values(comment).execute()

/** What happened to a task below a place in the order, newest first. */
export const listTaskHistory = (
  db: Reader,
  { taskId, beforeSeq, limit }: { taskId: string; beforeSeq: number; limit: number },
): Promise<StoredHistory[]> =>
  db
    .selectFrom('taskHistory')
    .selectAll()
    .where('taskId', '=', taskId)
    .where('seq', '<', beforeSeq)
    .orderBy('seq', 'desc')
    .limit(limit)
    .execute()

export const listEventsOfHistory = (db: Reader, seqs: readonly number[]): Promise<TaskEventTable[]> =>
  db
    .selectFrom('taskEvent')
    .selectAll()
    .where('historySeq', 'in', [...seqs])
    .orderBy('eventId')
    .execute()

export const listTaskComments = (
  db: Reader,
  { taskId, afterId, limit }: { taskId: string; afterId: string; limit: number },
): Promise<TaskCommentTable[]> =>
  db
    .selectFrom('taskComment')
    .selectAll()
    .where('taskId', '=', taskId)
    .where('id', '>', afterId)
    .orderBy('id')
    .limit(limit)
    .execute()

/** The deliveries that a task's events have caused, newest first. */
export const listTaskDeliveries = (
  db: Reader,
  { taskId, beforeId, limit }: { taskId: string; beforeId: string; limit: number },
): Promise<ShownDelivery[]> =>
  db
    .selectFrom('delivery')
    .selectAll('delivery')
    .select(shownBeside)
    .innerJoin('taskEvent', 'taskEvent.eventId', 'delivery.eventId')
    .where('taskEvent.taskId', '=', taskId)
    .where('delivery.id', '<', beforeId)
    .orderBy('delivery.id', 'desc')
    .limit(limit)
    .execute()

export type SentTaskEvent = Pick<TaskEventTable, 'eventId' | 'taskId' | 'type'> & {
  time: number
  number: number
  title: string
}

/** The events that tasks have sent out and that are still kept, newest first. */
export const listSentTaskEvents = (
  db: Reader,
  { workspaceId, beforeId, limit }: { workspaceId: string; beforeId: string; limit: number },
): Promise<SentTaskEvent[]> =>
  db
    .selectFrom('taskEvent')
    .innerJoin('event', 'event.id', 'taskEvent.eventId')
    .innerJoin('task', 'task.id', 'taskEvent.taskId')
    .select(['taskEvent.eventId', 'taskEvent.taskId', 'taskEvent.type', 'event.time', 'task.number', 'task.title'])
    .where('taskEvent.workspaceId', '=', workspaceId)
    .where('taskEvent.eventId', '<', beforeId)
    .orderBy('taskEvent.eventId', 'desc')
    .limit(limit)
    .execute()

export const listStatesByEvent = (
  db: Reader,
  eventIds: readonly string[],
): Promise<{ id: string; eventId: string | null; state: string }[]> =>
  db
    .selectFrom('delivery')
    .select(['id', 'eventId', 'state'])
    .where('eventId', 'in', [...eventIds])
    .orderBy('id')
    .execute()
