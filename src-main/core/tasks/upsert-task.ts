import type { Task } from '#shared/model/task.ts'
import { TaskFields } from '#shared/model/task.ts'
import type { Tx } from '#main/core/database/handles.ts'
import { findTaskByExternalId } from '#main/core/database/stores/task-store.ts'
import { badTask } from './check-links.ts'
import type { TaskChanges } from './change-task.ts'
import { changeTask } from './change-task.ts'
import { createTask } from './create-task.ts'
import type { TaskResult, TaskWork } from './task-work.ts'
import { nothingToTell } from './task-work.ts'

/** What came of a task that another system told of. */
export type Upserted = { kind: 'created' | 'updated' | 'unchanged'; task: Task }

/**
 * Makes the task that another system calls so, or changes it where it is known; the same told twice changes nothing
 * and tells nothing. A new one needs a title. Throws `bad-task` and `conflict`.
 */
export async function upsertByExternalId(
  tx: Tx,
  work: TaskWork,
  { externalId, projectId, changes }: { externalId: string; projectId: string | null; changes: TaskChanges },
): Promise<TaskResult<Upserted>> {
  const { workspaceId } = work
  const known = await findTaskByExternalId(tx, { workspaceId, projectId, externalId })
  if (!known) {
    if (changes.title === undefined) throw badTask('title', 'is missing, and a new task needs one')
    const fields = TaskFields.parse({ ...changes, externalId })
    const { value, handOver } = await createTask(tx, work, { ...fields, projectId })
    return { value: { kind: 'created', task: value }, handOver }
  }
  const { value, handOver } = await changeTask(tx, work, known.id, { ...changes, externalId })
  return { value: { kind: handOver === nothingToTell ? 'unchanged' : 'updated', task: value }, handOver }
}
