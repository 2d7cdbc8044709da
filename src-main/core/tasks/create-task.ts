import { AppError } from '#shared/contract/problem.ts'
import { isDecision } from '#shared/model/task.ts'
import type { Task, TaskFields } from '#shared/model/task.ts'
import type { Tx } from '#main/core/database/handles.ts'
import { findTaskByExternalId, insertTask, nextTaskNumber } from '#main/core/database/stores/task-store.ts'
import { badTask, checkLinks, checkProject } from './check-links.ts'
import { recordChange } from './record-change.ts'
import { eventsOfCreation } from './task-events.ts'
import type { TaskResult, TaskWork } from './task-work.ts'
import { fromTask } from './to-task.ts'

export type NewTask = TaskFields & { projectId: string | null }

/** Makes a task, its history and its event in one. Throws `bad-task`, `conflict` and `task-project-not-found`. */
export async function createTask(tx: Tx, work: TaskWork, fields: NewTask): Promise<TaskResult<Task>> {
  const { workspaceId, author } = work
  const at = new Date(work.now).toISOString()
  const task: Task = {
    ...fields,
    id: work.makeId('task'),
    workspaceId,
    number: await nextTaskNumber(tx, workspaceId),
    assignmentHistory: fields.assignee === null ? [] : [{ assignee: fields.assignee, since: at }],
    requestId: author.requestId,
    via: author.via,
    createdAt: at,
    updatedAt: at,
    deletedAt: null,
  }
  checkFirstStatus(task)
  await checkProject(tx, workspaceId, task.projectId)
  await checkExternalId(tx, task)
  await checkLinks(tx, task)
  await insertTask(tx, fromTask(task))
  const handOver = await recordChange(tx, work, {
    taskId: task.id,
    kind: 'created',
    changes: [],
    note: null,
    events: eventsOfCreation(task),
  })
  return { value: task, handOver }
}

/** Refuses a new task that is decided on already: that takes one who decides. Throws `conflict`. */
export function checkFirstStatus({ status }: { status?: Task['status'] | undefined }): void {
  if (status === undefined || !isDecision(status)) return
  throw new AppError(
    'conflict',
    `A new task cannot be ${status}: only one that waits for approval can be ${status}. Make it with the status waiting_for_approval first.`,
  )
}

/** Refuses an external id that another task of the project has. Throws `bad-task`. */
export async function checkExternalId(tx: Tx, task: Task): Promise<void> {
  const { id, externalId } = task
  if (externalId === null) return
  const other = await findTaskByExternalId(tx, { ...task, externalId })
  if (other && other.id !== id) throw badTask('externalId', `is that of the task ${other.id} already`)
}
