import type { ReactElement } from 'react'
import { useTasks } from '#renderer/data/queries/tasks.ts'
import { printRoute } from '#renderer/data/routes.ts'
import { EmptyState } from '#renderer/parts/empty-state.tsx'
import { ErrorBox } from '#renderer/parts/error-box.tsx'
import { Moment } from '#renderer/parts/moment.tsx'
import { nameOf, priorityWords, statusWords, taskKey } from './task-words.ts'

const listedAtOnce = 500

/** The tasks one under the other. */
export function TaskTable({ openId, q }: { openId: string | null; q: string }): ReactElement {
  const tasks = useTasks({ limit: listedAtOnce, ...(q !== '' && { q }) })
  if (tasks.error) return <ErrorBox title="The tasks could not be shown" error={tasks.error} />
  if (tasks.data?.items.length === 0) return <EmptyState>No task is like that.</EmptyState>
  return (
    <div className="scroll">
      <table className="tk-table" aria-busy={tasks.isPending}>
        <thead>
          <tr>
            <th>Task</th>
            <th>Status</th>
            <th>Priority</th>
            <th>Assignee</th>
            <th>Changed</th>
          </tr>
        </thead>
        <tbody>
          {tasks.data?.items.map((task) => (
            <tr key={task.id} data-open={task.id === openId ? '' : undefined}>
              <td>
                <span className="dim">{taskKey(task.number)}</span>{' '}
                <a href={printRoute({ screen: 'tasks', id: task.id, tab: null, q: '' })}>{task.title}</a>
              </td>
              <td>{statusWords[task.status]}</td>
              <td>{task.priority ? priorityWords[task.priority] : ''}</td>
              <td>{task.assignee ? nameOf(task.assignee) : ''}</td>
              <td>
                <Moment at={task.updatedAt} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
