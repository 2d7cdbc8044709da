import type { LucideIcon } from 'lucide-react'
import { CircleCheck, CircleDashed, CircleDot, Hourglass } from 'lucide-react'
import type { Person, TaskColumn, TaskPriority, TaskStatus } from '#shared/model/task.ts'

/** How a task is called: `T-12`. */
export const taskKey = (number: number): string => `T-${number}`

export const columnIcons: Record<TaskColumn, LucideIcon> = {
  open: CircleDashed,
  in_progress: CircleDot,
  waiting: Hourglass,
  done: CircleCheck,
}

export const statusWords: Record<TaskStatus, string> = {
  open: 'Open',
  blocked: 'Blocked',
  deferred: 'Deferred',
  in_progress: 'In progress',
  waiting_for_approval: 'Waiting for approval',
  completed: 'Completed',
  approved: 'Approved',
  rejected: 'Rejected',
  cancelled: 'Cancelled',
}

export const priorityWords: Record<TaskPriority, string> = {
  low: 'Low',
  medium: 'Medium',
  high: 'High',
  critical: 'Critical',
}

export const nameOf = ({ id, name }: Person): string => name ?? id

/** Up to two letters for someone. */
export const initialsOf = (person: Person): string =>
  nameOf(person)
    .split(/[\s._-]+/)
    .filter((part) => part !== '')
    .slice(0, 2)
    .map((part) => part.slice(0, 1).toUpperCase())
    .join('')
