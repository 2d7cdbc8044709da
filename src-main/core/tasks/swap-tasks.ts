import { AppError } from '#shared/contract/problem.ts'
import type { Task } from '#shared/model/task.ts'
import type { Tx } from '#main/core/database/handles.ts'
import { changeTask, requireTask } from './change-task.ts'
import type { TaskResult, TaskWork } from './task-work.ts'

/** Lets two tasks exchange those who have them. Throws `task-not-found`, and `conflict` where there is nothing to exchange. */
export async function swapTasks(
  tx: Tx,
  work: TaskWork,
  { id, withId }: { id: string; withId: string },
): Promise<TaskResult<Task[]>> {
  const first = await requireTask(tx, work.workspaceId, id)
  const second = await requireTask(tx, work.workspaceId, withId)
  if (first.assignee === null || second.assignee === null || first.assignee.id === second.assignee.id)
    throw new AppError('conflict', 'Two tasks swap those who have them: each must have someone, and not the same one.')
  const one = await changeTask(tx, work, id, { assignee: second.assignee }, { swappedWith: referenceTo(second) })
  const other = await changeTask(tx, work, withId, { assignee: first.assignee }, { swappedWith: referenceTo(first) })
  return {
    value: [one.value, other.value],
    handOver() {
      one.handOver()
      other.handOver()
    },
  }
}

const referenceTo = ({ id, title }: Task): Pick<Task, 'id' | 'title'> => ({ id, title })
