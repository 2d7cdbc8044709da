import { AppError } from '#shared/contract/problem.ts'
import { isDecision } from '#shared/model/task.ts'
import type { Task, TaskFields } from '#shared/model/task.ts'
import type { Reader, Tx } from '#main/core/database/handles.ts'
import { findTask, replaceTask } from '#main/core/database/stores/task-store.ts'
import { checkLinks } from './check-links.ts'
import { checkExternalId } from './create-task.ts'
import { recordChange } from './record-change.ts'
import type { ChangeContext } from './task-events.ts'
import { changesBetween, eventsOfChange, kindOfChange } from './task-events.ts'
import type { TaskResult, TaskWork } from './task-work.ts'
import { nothingToTell } from './task-work.ts'
import { fromTask, toTask } from './to-task.ts'

export type TaskChanges = { [Field in keyof TaskFields]?: TaskFields[Field] | undefined }

/**
 * Changes a task, with its history and its events in one; what does not differ changes nothing and tells nothing.
 * Throws `task-not-found`, `bad-task`, and `conflict` where it is decided on without waiting for it.
 */
export async function changeTask(
  tx: Tx,
  work: TaskWork,
  id: string,
  changes: TaskChanges,
  context: Partial<ChangeContext> = {},
): Promise<TaskResult<Task>> {
  const before = await requireTask(tx, work.workspaceId, id)
  const after = changedTask(before, changes, new Date(work.now).toISOString())
  const differences = changesBetween(before, after)
  if (differences.length === 0) return { value: before, handOver: nothingToTell }
  checkDecision(before, after.status)
  await checkExternalId(tx, after)
  if (differences.some(({ path }) => path === 'parentId' || path === 'dependencies')) await checkLinks(tx, after)
  await replaceTask(tx, fromTask(after))
  const note = context.note ?? null
  const told = { decidedBy: work.author.actor, swappedWith: null, ...context, note }
  const events = eventsOfChange(before, after, told)
  const happening = { taskId: id, kind: kindOfChange(events), changes: differences, note, events }
  return { value: after, handOver: await recordChange(tx, work, happening) }
}

const keptAssignments = 50

/** A task with some of its fields changed; a field that is left out keeps its value. */
export function changedTask(before: Task, changes: TaskChanges, at: string): Task {
  const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined))
  const after: Task = { ...before, ...given, updatedAt: at }
  if (JSON.stringify(before.assignee) === JSON.stringify(after.assignee)) return after
  const history = [...before.assignmentHistory, { assignee: after.assignee, since: at }]
  return { ...after, assignmentHistory: history.slice(-keptAssignments) }
}

/** The task with an id that is not deleted. Throws `task-not-found`. */
export async function requireTask(db: Reader, workspaceId: string, id: string): Promise<Task> {
  const stored = await findTask(db, workspaceId, id)
  if (!stored) throw new AppError('task-not-found', `No task has the id ${id}.`)
  if (stored.deletedAt === null) return toTask(stored)
  throw new AppError('task-not-found', `The task ${id} was deleted. Restore it first.`)
}

/** Throws `conflict` where a task would be decided on that does not wait for it; without a status it stays as it is. */
export function checkDecision(before: Task, status: Task['status'] = before.status): void {
  if (!isDecision(status) || before.status === status || before.status === 'waiting_for_approval') return
  throw new AppError(
    'conflict',
    `The task ${before.id} is ${before.status}: only one that waits for approval can be ${status}.`,
  )
}
