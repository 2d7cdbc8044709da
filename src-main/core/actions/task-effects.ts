import { TaskFields } from '#shared/model/task.ts'
import type { Task } from '#shared/model/task.ts'
import type { Reader, Tx } from '#main/core/database/handles.ts'
import { findTask, findTaskByExternalId } from '#main/core/database/stores/task-store.ts'
import { changeTask } from '#main/core/tasks/change-task.ts'
import { createTask } from '#main/core/tasks/create-task.ts'
import type { TaskWork } from '#main/core/tasks/task-work.ts'
import { toTask } from '#main/core/tasks/to-task.ts'
import { upsertByExternalId } from '#main/core/tasks/upsert-task.ts'
import type { ActionOutcome, Effects } from './effects.ts'
import { failedOutcome } from './effects.ts'

const outcomeOf = (words: string, { id }: Task, after?: () => void): ActionOutcome => ({
  state: 'done',
  result: { words, taskId: id },
  ...(after && { after }),
})

const named = ({ number, title }: Task): string => `Task ${number} “${title}”`

/** Changes of tasks within the transaction of an action. */
export const taskEffects = (tx: Tx, work: TaskWork): Pick<Effects, 'upsertTask' | 'completeTask'> => ({
  async upsertTask(externalId, changes) {
    if (externalId === null) {
      const { value, handOver } = await createTask(tx, work, { ...TaskFields.parse(changes), projectId: null })
      return outcomeOf(`${named(value)} was created.`, value, handOver)
    }
    const { value, handOver } = await upsertByExternalId(tx, work, { externalId, projectId: null, changes })
    const words = value.kind === 'unchanged' ? 'was so already' : `was ${value.kind}`
    return outcomeOf(`${named(value.task)} ${words}.`, value.task, handOver)
  },
  async completeTask(reference) {
    const known = await findReferred(tx, work.workspaceId, reference)
    if (!known) return failedOutcome(`No task has the id or the external id ${reference}.`)
    const { value, handOver } = await changeTask(tx, work, known.id, { status: 'completed' })
    return outcomeOf(`${named(value)} was completed.`, value, handOver)
  },
})

/** The task that a text names, by its id or its external id. */
export async function findReferred(db: Reader, workspaceId: string, reference: string): Promise<Task | null> {
  const stored =
    (await findTask(db, workspaceId, reference)) ??
    (await findTaskByExternalId(db, { workspaceId, projectId: null, externalId: reference }))
  return stored && stored.deletedAt === null ? toTask(stored) : null
}
