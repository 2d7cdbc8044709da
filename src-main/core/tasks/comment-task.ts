import type { Person, TaskComment } from '#shared/model/task.ts'
import type { Tx } from '#main/core/database/handles.ts'
import { insertTaskComment } from '#main/core/database/stores/task-history-store.ts'
import { requireTask } from './change-task.ts'
import { recordChange } from './record-change.ts'
import { eventsOfComment } from './task-events.ts'
import type { TaskResult, TaskWork } from './task-work.ts'

/** Adds a comment to a task, with its event in one. Throws `task-not-found`. */
export async function commentTask(
  tx: Tx,
  work: TaskWork,
  { taskId, body, author }: { taskId: string; body: string; author: Person },
): Promise<TaskResult<TaskComment>> {
  const task = await requireTask(tx, work.workspaceId, taskId)
  const comment: TaskComment = {
    id: work.makeId('taskComment'),
    body,
    author,
    createdAt: new Date(work.now).toISOString(),
    taskId,
  }
  await insertTaskComment(tx, {
    ...comment,
    workspaceId: work.workspaceId,
    author: JSON.stringify(author),
    createdAt: work.now,
  })
  const events = eventsOfComment(comment, task)
  const happening = { taskId, kind: 'commented' as const, changes: [], note: null, events }
  return { value: comment, handOver: await recordChange(tx, work, happening) }
}
