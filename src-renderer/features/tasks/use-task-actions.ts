import { useChangeTask } from '#renderer/data/queries/tasks.ts'
import { notifyError, notifyWhenDone } from '#renderer/parts/toast.tsx'
import type { Task, TaskColumn, TaskStatus } from '#shared/model/task.ts'
import { TaskColumn as Columns, columnOf, taskColumns } from '#shared/model/task.ts'
import { taskKey } from './task-words.ts'

/** What can be done to a task; each can be taken back. */
export type TaskActions = {
  move: (task: Task, to: TaskColumn) => void
  /** One column on, or back. */
  step: (task: Task, by: 1 | -1) => void
  setStatus: (task: Task, status: TaskStatus) => void
  approve: (task: Task) => void
  reject: (task: Task) => void
  assign: (task: Task, to: string | null) => void
  remove: (task: Task) => void
}

export function useTaskActions(): TaskActions {
  const update = useChangeTask('tasks.update').mutateAsync
  const assigning = useChangeTask('tasks.assign').mutateAsync
  const approving = useChangeTask('tasks.approve').mutateAsync
  const rejecting = useChangeTask('tasks.reject').mutateAsync
  const deleting = useChangeTask('tasks.delete').mutateAsync
  const restoring = useChangeTask('tasks.restore').mutateAsync

  const tell = (done: Promise<unknown>, words: string, undo: () => Promise<unknown>): void =>
    notifyWhenDone(done, words, () => void undo().catch(notifyError))
  const backTo =
    ({ id, status }: Task) =>
    (): Promise<unknown> =>
      update({ id, status })
  const setStatus = (task: Task, status: TaskStatus): void => {
    const title = taskColumns[columnOf(status)].title
    tell(update({ id: task.id, status }), `${taskKey(task.number)} moved to ${title}`, backTo(task))
  }
  const approve = (task: Task): void =>
    tell(approving({ id: task.id }), `${taskKey(task.number)} approved`, backTo(task))
  const move = (task: Task, to: TaskColumn): void => {
    const from = columnOf(task.status)
    if (from === to) return
    // Whoever moves a task on that waits for approval approves it.
    if (from === 'waiting' && to === 'done') return approve(task)
    setStatus(task, taskColumns[to].statuses[0])
  }
  return {
    move,
    setStatus,
    approve,
    step(task, by) {
      const to = Columns.options[Columns.options.indexOf(columnOf(task.status)) + by]
      if (to) move(task, to)
    },
    reject: (task) => tell(rejecting({ id: task.id }), `${taskKey(task.number)} rejected`, backTo(task)),
    assign: (task, to) =>
      tell(
        assigning({ id: task.id, assignee: to }),
        to === null ? `${taskKey(task.number)} is nobody’s now` : `${taskKey(task.number)} given to ${to}`,
        () => assigning({ id: task.id, assignee: task.assignee }),
      ),
    remove: (task) =>
      tell(deleting({ id: task.id }), `${taskKey(task.number)} deleted`, () => restoring({ id: task.id })),
  }
}
