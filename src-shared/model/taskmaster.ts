import { z } from 'zod'
import { TaskId, TaskmasterLinkId, TaskProjectId, WorkspaceId } from './id.ts'
import { JsonValue } from './event.ts'
import { Timestamp } from './time.ts'

/** A project folder whose Taskmaster file and a project's tasks are kept alike. */
export const TaskmasterLink = z.object({
  id: TaskmasterLinkId,
  workspaceId: WorkspaceId,
  projectId: TaskProjectId.describe('The project whose tasks they are.'),
  folder: z.string(),
  state: z.enum(['syncing', 'in_sync', 'failing']),
  problem: z.string().nullable().describe('Why the last try failed, and what to do. Nothing was written then.'),
  syncedAt: Timestamp.nullable().describe('When both sides were last alike.'),
  taskCount: z.int(),
  conflictCount: z.int().describe('How often both sides had changed one field.'),
  createdAt: Timestamp,
})
export type TaskmasterLink = z.infer<typeof TaskmasterLink>

/** A field that the file and Creel had both changed: the file’s value was taken. */
export const TaskmasterConflict = z.object({
  at: Timestamp,
  taskId: TaskId,
  taskNumber: z.int(),
  taskTitle: z.string(),
  field: z.string(),
  taken: JsonValue.describe('What the file had.'),
  replaced: JsonValue.describe('What Creel had.'),
})
export type TaskmasterConflict = z.infer<typeof TaskmasterConflict>
