import { AppError } from '#shared/contract/problem.ts'
import type { Task } from '#shared/model/task.ts'
import type { Tx } from '#main/core/database/handles.ts'
import { findTask, replaceTask } from '#main/core/database/stores/task-store.ts'
import { requireTask } from './change-task.ts'
import { checkExternalId } from './create-task.ts'
import { recordChange } from './record-change.ts'
import { eventsOfDeletion, eventsOfRestoring } from './task-events.ts'
import type { TaskResult, TaskWork } from './task-work.ts'
import { nothingToTell } from './task-work.ts'
import { fromTask, toTask } from './to-task.ts'

/** Deletes a task so that it can be restored; its event has what it was. Throws `task-not-found`. */
export async function deleteTask(tx: Tx, work: TaskWork, id: string): Promise<TaskResult<Task>> {
  const last = await requireTask(tx, work.workspaceId, id)
  const deletedAt = new Date(work.now).toISOString()
  const deleted = { ...last, deletedAt }
  await replaceTask(tx, fromTask(deleted))
  const events = eventsOfDeletion(last, work.author.actor, deletedAt)
  const happening = { taskId: id, kind: 'deleted' as const, changes: [], note: null, events }
  return { value: deleted, handOver: await recordChange(tx, work, happening) }
}

/** Brings a deleted task back. Throws `task-not-found`, and `bad-task` where another has its external id by now. */
export async function restoreTask(tx: Tx, work: TaskWork, id: string): Promise<TaskResult<Task>> {
  const stored = await findTask(tx, work.workspaceId, id)
  if (!stored) throw new AppError('task-not-found', `No task has the id ${id}.`)
  const deleted = toTask(stored)
  if (deleted.deletedAt === null) return { value: deleted, handOver: nothingToTell }
  const restored = { ...deleted, deletedAt: null, updatedAt: new Date(work.now).toISOString() }
  await checkExternalId(tx, restored)
  await replaceTask(tx, fromTask(restored))
  const events = eventsOfRestoring(deleted, restored)
  const happening = { taskId: id, kind: 'restored' as const, changes: [], note: null, events }
  return { value: restored, handOver: await recordChange(tx, work, happening) }
}
