import { CornerDownRight, MessageSquare, MoreHorizontal } from 'lucide-react'
import type { ReactElement } from 'react'
import { printRoute } from '#renderer/data/routes.ts'
import { IconButton } from '#renderer/parts/button.tsx'
import type { MenuEntry } from '#renderer/parts/menu.tsx'
import { Menu } from '#renderer/parts/menu.tsx'
import { Pill } from '#renderer/parts/pill.tsx'
import type { Person, TaskPriority, TaskRow } from '#shared/model/task.ts'
import { TaskColumn, columnOf, taskColumns } from '#shared/model/task.ts'
import type { TaskQuestion } from './task-dialogs.tsx'
import { initialsOf, nameOf, priorityWords, statusWords, taskKey } from './task-words.ts'
import type { TaskActions } from './use-task-actions.ts'

/** What is dragged from column to column. */
export const draggedTask = 'text/x-creel-task'

type CardProps = {
  task: TaskRow
  isOpen: boolean
  actions: TaskActions
  ask: (question: TaskQuestion) => void
}

/** A task on the board. */
export function TaskCard({ task, isOpen, actions, ask }: CardProps): ReactElement {
  const isPlain = task.status === taskColumns[columnOf(task.status)].statuses[0]
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Dragging is the mouse’s way; keys and menu move too.
    <li
      className="tk-card"
      data-open={isOpen ? '' : undefined}
      draggable
      onDragStart={(event) => event.dataTransfer.setData(draggedTask, task.id)}
    >
      <div className="tk-top">
        <span>{taskKey(task.number)}</span>
        {!isPlain && <Pill>{statusWords[task.status]}</Pill>}
        <span className="grow" />
        {task.priority && <PriorityBars priority={task.priority} />}
        <Menu
          align="end"
          entries={entriesOf(task, actions, ask)}
          trigger={
            <IconButton small label={`Actions of ${taskKey(task.number)}`}>
              <MoreHorizontal className="i s" aria-hidden="true" />
            </IconButton>
          }
        />
      </div>
      <a
        className="tk-title"
        href={printRoute({ screen: 'tasks', id: task.id, tab: null, q: '' })}
        aria-current={isOpen ? 'true' : undefined}
        draggable={false}
      >
        {task.title}
      </a>
      <div className="tk-bottom">
        {task.category !== null && <span className="ell">{task.category}</span>}
        <span className="grow" />
        {task.commentCount > 0 && (
          <span title={`${task.commentCount} comments`}>
            <MessageSquare className="i s" aria-hidden="true" /> {task.commentCount}
          </span>
        )}
        {task.deliveryCount > 0 && (
          <span title={`${task.deliveryCount} deliveries caused`}>
            <CornerDownRight className="i s" aria-hidden="true" /> {task.deliveryCount}
          </span>
        )}
        {task.assignee && <Initials person={task.assignee} />}
      </div>
    </li>
  )
}

/** Who has a task, in two letters. */
export const Initials = ({ person }: { person: Person }): ReactElement => (
  <span className="tk-who" title={nameOf(person)} role="img" aria-label={nameOf(person)}>
    {initialsOf(person)}
  </span>
)

const barsOf: Record<TaskPriority, number> = { low: 1, medium: 2, high: 3, critical: 3 }

/** A priority as bars. */
export const PriorityBars = ({ priority }: { priority: TaskPriority }): ReactElement => (
  <span
    className="tk-bars"
    data-critical={priority === 'critical' ? '' : undefined}
    role="img"
    aria-label={`${priorityWords[priority]} priority`}
    title={`${priorityWords[priority]} priority`}
  >
    {[1, 2, 3].map((bar) => (
      <i key={bar} data-on={bar <= barsOf[priority] ? '' : undefined} />
    ))}
  </span>
)

/** What the menu of a task offers. */
export function entriesOf(task: TaskRow, actions: TaskActions, ask: (question: TaskQuestion) => void): MenuEntry[] {
  const waits = task.status === 'waiting_for_approval'
  const others = TaskColumn.options.filter((column) => column !== columnOf(task.status))
  return [
    ...others.map((column): MenuEntry => ({
      id: `move-${column}`,
      label: `Move to ${taskColumns[column].title}`,
      onSelect: () => actions.move(task, column),
    })),
    { kind: 'line', id: 'line-1' },
    { id: 'approve', label: 'Approve', keys: 'y', disabled: !waits, onSelect: () => actions.approve(task) },
    { id: 'reject', label: 'Reject', keys: 'Shift+y', disabled: !waits, onSelect: () => actions.reject(task) },
    { id: 'assign', label: 'Assign…', keys: 'a', onSelect: () => ask({ kind: 'assign', task }) },
    {
      id: 'swap',
      label: 'Swap with…',
      disabled: task.assignee === null,
      onSelect: () => ask({ kind: 'swap', task }),
    },
    { kind: 'line', id: 'line-2' },
    { id: 'delete', label: 'Delete', danger: true, onSelect: () => actions.remove(task) },
  ]
}
