import { z } from 'zod'
import { EventId, RequestId, TaskCommentId, TaskId, TaskProjectId, WorkspaceId } from './id.ts'
import { JsonValue } from './event.ts'
import { Timestamp } from './time.ts'

/** Someone who has a task, changed it or wrote about it; `id` is whatever the caller knows them by. */
export const Person = z.object({ id: z.string().min(1).max(255), name: z.string().max(255).nullable() })
export type Person = z.infer<typeof Person>

/** A person as a caller gives one: a name alone stands for both id and name. */
export const GivenPerson = z
  .union([
    z
      .string()
      .trim()
      .min(1)
      .max(255)
      .transform((name): Person => ({ id: name, name })),
    z.object({ id: z.string().trim().min(1).max(255), name: z.string().max(255).nullable().default(null) }),
  ])
  .describe('A name, or {"id", "name"}.')

export const TaskStatus = z.enum([
  'open',
  'blocked',
  'deferred',
  'in_progress',
  'waiting_for_approval',
  'completed',
  'approved',
  'rejected',
  'cancelled',
])
export type TaskStatus = z.infer<typeof TaskStatus>

/** Whether a status says that somebody has decided: only a task that waits for approval can come to it. */
export const isDecision = (status: TaskStatus): boolean => status === 'approved' || status === 'rejected'

export const TaskPriority = z.enum(['low', 'medium', 'high', 'critical'])
export type TaskPriority = z.infer<typeof TaskPriority>

export const TaskColumn = z.enum(['open', 'in_progress', 'waiting', 'done'])
export type TaskColumn = z.infer<typeof TaskColumn>

/** The columns of the board. The first status of a column is the one that a task takes when it is moved there. */
export const taskColumns = {
  open: { title: 'Open', statuses: ['open', 'blocked', 'deferred'] },
  in_progress: { title: 'In progress', statuses: ['in_progress'] },
  waiting: { title: 'Waiting for approval', statuses: ['waiting_for_approval'] },
  done: { title: 'Done', statuses: ['completed', 'approved', 'rejected', 'cancelled'] },
} as const satisfies Record<TaskColumn, { title: string; statuses: readonly [TaskStatus, ...TaskStatus[]] }>

/** The column in which a task of this status stands. */
export const columnOf = (status: TaskStatus): TaskColumn =>
  TaskColumn.options.find((column) => taskColumns[column].statuses.some((one) => one === status)) ?? 'open'

/** From where a task was changed. */
export const TaskSurface = z.enum(['api', 'inbound', 'trigger', 'taskmaster'])
export type TaskSurface = z.infer<typeof TaskSurface>

/** What a task is about, as a person or a program may set it. */
export const TaskFields = z.object({
  title: z.string().trim().min(1).max(500),
  description: z.string().max(50_000).nullable().default(null),
  status: TaskStatus.default('open'),
  priority: TaskPriority.nullable().default(null),
  assignee: GivenPerson.nullable().default(null),
  due: z.union([z.iso.date(), Timestamp]).nullable().default(null).describe('A day, or a moment in UTC.'),
  labels: z.array(z.string().trim().min(1).max(100)).max(50).default([]),
  category: z.string().trim().min(1).max(100).nullable().default(null),
  parentId: TaskId.nullable().default(null).describe('The task that this is a part of.'),
  dependencies: z.array(TaskId).max(100).default([]).describe('The tasks that must be done before it.'),
  externalId: z
    .string()
    .min(1)
    .max(255)
    .nullable()
    .default(null)
    .describe('What another system calls it; no two tasks of one project have the same.'),
})
export type TaskFields = z.infer<typeof TaskFields>

/** Who had a task, since when. */
export const Assignment = z.object({ assignee: Person.nullable(), since: Timestamp })
export type Assignment = z.infer<typeof Assignment>

/** A work item, in Creel's own list or in a project. */
export const Task = TaskFields.extend({
  id: TaskId,
  workspaceId: WorkspaceId,
  number: z.int().describe('Counted up in each workspace.'),
  projectId: TaskProjectId.nullable().describe('null: Creel’s own list.'),
  assignee: Person.nullable(),
  assignmentHistory: z.array(Assignment).describe('Oldest first, the last fifty.'),
  requestId: RequestId.nullable().describe('The request that it was made from.'),
  via: TaskSurface.describe('From where it was made.'),
  createdAt: Timestamp,
  updatedAt: Timestamp,
  deletedAt: Timestamp.nullable(),
})
export type Task = z.infer<typeof Task>

/** A task as a row of a list. */
export const TaskRow = Task.extend({
  deliveryCount: z.int().describe('Deliveries that its events have caused.'),
  commentCount: z.int(),
})
export type TaskRow = z.infer<typeof TaskRow>

/** One field of a task before and after; `path` is its name. */
export const TaskChange = z.object({ path: z.string(), from: JsonValue, to: JsonValue })
export type TaskChange = z.infer<typeof TaskChange>

export const TaskHistoryKind = z.enum([
  'created',
  'changed',
  'assigned',
  'completed',
  'approved',
  'rejected',
  'swapped',
  'deleted',
  'restored',
  'commented',
])
export type TaskHistoryKind = z.infer<typeof TaskHistoryKind>

/** One thing that happened to a task, with the events that told it. */
export const TaskHistoryEntry = z.object({
  at: Timestamp,
  kind: TaskHistoryKind,
  actor: Person.nullable(),
  via: TaskSurface,
  changes: z.array(TaskChange),
  note: z.string().nullable(),
  events: z.array(z.object({ id: EventId, type: z.string() })),
})
export type TaskHistoryEntry = z.infer<typeof TaskHistoryEntry>

export const TaskComment = z.object({
  id: TaskCommentId,
  taskId: TaskId,
  body: z.string(),
  author: Person,
  createdAt: Timestamp,
})
export type TaskComment = z.infer<typeof TaskComment>

/** A list of tasks beside Creel's own. */
export const TaskProject = z.object({
  id: TaskProjectId,
  workspaceId: WorkspaceId,
  name: z.string().trim().min(1).max(100),
  createdAt: Timestamp,
  updatedAt: Timestamp,
})
export type TaskProject = z.infer<typeof TaskProject>
