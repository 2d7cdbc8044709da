import { AppError } from '#shared/contract/problem.ts'
import type { Tx } from '#main/core/database/handles.ts'
import { findTaskByExternalId } from '#main/core/database/stores/task-store.ts'
import type { TaskResult, TaskWork } from '#main/core/tasks/task-work.ts'
import type { Upserted } from '#main/core/tasks/upsert-task.ts'
import { upsertByExternalId } from '#main/core/tasks/upsert-task.ts'
import { changeTask } from '#main/core/tasks/change-task.ts'
import type { TextTask } from './parse-text.ts'
import { statusOf } from './task-fields.ts'

export type Imported = Record<Upserted['kind'], number>

/** Makes or changes the tasks of a text, all or none; what they hang on is set where the text or Creel has it. Throws `bad-task`. */
export async function importTasks(
  tx: Tx,
  work: TaskWork,
  { tasks, projectId }: { tasks: readonly TextTask[]; projectId: string | null },
): Promise<TaskResult<Imported>> {
  if (tasks.length === 0)
    throw new AppError('bad-task', 'The text has no task: it must begin with “# Task ID:” and have a “# Title:”.')
  const value: Imported = { created: 0, updated: 0, unchanged: 0 }
  const told: (() => void)[] = []
  const idOf = new Map<string, string>()
  const { workspaceId } = work
  for (const { id, parentId, dependencies: _, status, ...fields } of tasks) {
    const { value: upserted, handOver } = await upsertByExternalId(tx, work, {
      externalId: externalIdOf(id),
      projectId,
      changes: {
        ...fields,
        status: statusOf(status),
        ...(parentId !== null && { parentId: idOf.get(parentId) ?? null }),
      },
    })
    value[upserted.kind] += 1
    idOf.set(id, upserted.task.id)
    told.push(handOver)
  }
  for (const { id, dependencies } of tasks) {
    const known: string[] = []
    for (const one of dependencies) {
      const found =
        idOf.get(one) ?? (await findTaskByExternalId(tx, { workspaceId, projectId, externalId: externalIdOf(one) }))?.id
      if (found !== undefined) known.push(found)
    }
    const { handOver } = await changeTask(tx, work, idOf.get(id) ?? '', { dependencies: known })
    told.push(handOver)
  }
  return { value, handOver: () => told.forEach((tell) => tell()) }
}

const externalIdOf = (id: string): string => `taskmaster/${id}`
