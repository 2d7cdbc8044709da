import type { Task, TaskComment, TaskProject, TaskRow } from '#shared/model/task.ts'
import type { StoredTask, ListedTask } from '#main/core/database/stores/task-store.ts'
import type { TaskCommentTable, TaskProjectTable } from '#main/core/database/task-tables.ts'

const time = (ms: number): string => new Date(ms).toISOString()
const parse = <Value>(json: string): Value => JSON.parse(json) as Value

export const toTask = (stored: StoredTask): Task => ({
  id: stored.id,
  workspaceId: stored.workspaceId,
  number: stored.number,
  projectId: stored.projectId,
  title: stored.title,
  description: stored.description,
  status: stored.status as Task['status'],
  priority: stored.priority as Task['priority'],
  assignee: stored.assignee === null ? null : parse(stored.assignee),
  assignmentHistory: parse(stored.assignmentHistory),
  due: stored.due,
  labels: parse(stored.labels),
  category: stored.category,
  parentId: stored.parentId,
  dependencies: parse(stored.dependencies),
  externalId: stored.externalId,
  requestId: stored.requestId,
  via: stored.via as Task['via'],
  createdAt: time(stored.createdAt),
  updatedAt: time(stored.updatedAt),
  deletedAt: stored.deletedAt === null ? null : time(stored.deletedAt),
})

const toTime = (text: string | null): number | null => (text === null ? null : Date.parse(text))

export const fromTask = (task: Task): StoredTask => ({
  ...task,
  assignee: task.assignee && JSON.stringify(task.assignee),
  assigneeId: task.assignee?.id ?? null,
  assignmentHistory: JSON.stringify(task.assignmentHistory),
  labels: JSON.stringify(task.labels),
  dependencies: JSON.stringify(task.dependencies),
  createdAt: Date.parse(task.createdAt),
  updatedAt: Date.parse(task.updatedAt),
  deletedAt: toTime(task.deletedAt),
})

export const toTaskRow = ({ deliveryCount, commentCount, ...stored }: ListedTask): TaskRow => ({
  ...toTask(stored),
  deliveryCount,
  commentCount,
})

export const toTaskComment = (stored: TaskCommentTable): TaskComment => ({
  id: stored.id,
  taskId: stored.taskId,
  body: stored.body,
  author: parse(stored.author),
  createdAt: time(stored.createdAt),
})

export const toTaskProject = (stored: TaskProjectTable): TaskProject => ({
  ...stored,
  createdAt: time(stored.createdAt),
  updatedAt: time(stored.updatedAt),
})
