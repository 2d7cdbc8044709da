import type { Event } from '#shared/model/event.ts'
import type { Person, Task, TaskChange, TaskComment, TaskFields, TaskHistoryKind } from '#shared/model/task.ts'

/** An event that tells of a change of a task. */
export type TaskEvent = { type: string; data: Event['data'] }

/** What the fields alone do not say of a change. */
export type ChangeContext = {
  decidedBy: Person | null
  note: string | null
  /** The other task of a swap. */
  swappedWith: Pick<Task, 'id' | 'title'> | null
}

/** The fields whose change an event tells, in this order. */
const toldFields = [
  'title',
  'description',
  'status',
  'priority',
  'assignee',
  'due',
  'labels',
  'category',
  'parentId',
  'dependencies',
  'externalId',
] as const satisfies readonly (keyof TaskFields)[]

/** A task as it travels in events. */
export function taskData(task: Task): Event['data'] {
  const { workspaceId: _workspace, assignmentHistory: _history, deletedAt: _deleted, ...data } = task
  return data
}

/** What differs between two states of a task, field by field. */
export const changesBetween = (before: Task, after: Task): TaskChange[] =>
  toldFields
    .filter((path) => JSON.stringify(before[path]) !== JSON.stringify(after[path]))
    .map((path) => ({ path, from: before[path], to: after[path] }))

export const eventsOfCreation = (task: Task): TaskEvent[] => [{ type: 'task.created', data: taskData(task) }]

/** The events of a change: `task.updated` always, beside it one for each thing that it means. None where nothing changed. */
export function eventsOfChange(before: Task, after: Task, context: ChangeContext): TaskEvent[] {
  const changes = changesBetween(before, after)
  if (changes.length === 0) return []
  const data = taskData(after)
  const changed = (path: string): TaskChange[] => changes.filter((change) => change.path === path)
  const isStatusNew = before.status !== after.status
  const decision = { decidedBy: context.decidedBy, note: context.note }
  const tells: readonly (TaskEvent | false)[] = [
    { type: 'task.updated', data: { ...data, changes } },
    isStatusNew && { type: 'task.status_changed', data: { ...data, changes: changed('status') } },
    isStatusNew && after.status === 'completed' && { type: 'task.completed', data },
    isStatusNew && after.status === 'approved' && { type: 'task.approved', data: { ...data, ...decision } },
    isStatusNew && after.status === 'rejected' && { type: 'task.rejected', data: { ...data, ...decision } },
    changed('assignee').length > 0 && eventOfAssignee(before, after, context),
  ]
  return tells.filter((told) => told !== false)
}

function eventOfAssignee(before: Task, after: Task, { swappedWith }: ChangeContext): TaskEvent {
  const data = taskData(after)
  if (swappedWith)
    return { type: 'task.swapped', data: { ...data, from: before.assignee, to: after.assignee, swappedWith } }
  return { type: 'task.assigned', data: { ...data, assignmentHistory: after.assignmentHistory } }
}

export const eventsOfDeletion = (last: Task, deletedBy: Person | null, deletedAt: string): TaskEvent[] => [
  { type: 'task.deleted', data: { id: last.id, deletedAt, deletedBy, last: taskData(last) } },
]

/** A task that came back is told as a change: whoever heard of its deletion sees that it no longer holds. */
export const eventsOfRestoring = (deleted: Task, restored: Task): TaskEvent[] => [
  {
    type: 'task.updated',
    data: { ...taskData(restored), changes: [{ path: 'deletedAt', from: deleted.deletedAt, to: null }] },
  },
]

export const eventsOfComment = ({ taskId, ...comment }: TaskComment, { title }: Task): TaskEvent[] => [
  { type: 'comment.created', data: { ...comment, task: { id: taskId, title } } },
]

/** What history calls a change, by the event that tells most of it. */
const kindOf: Record<string, TaskHistoryKind> = {
  'task.swapped': 'swapped',
  'task.approved': 'approved',
  'task.rejected': 'rejected',
  'task.completed': 'completed',
  'task.assigned': 'assigned',
}

export const kindOfChange = (events: readonly TaskEvent[]): TaskHistoryKind =>
  Object.entries(kindOf).find(([type]) => events.some((event) => event.type === type))?.[1] ?? 'changed'
