import { AppError } from '#shared/contract/problem.ts'
import type { InboundSettings } from '#shared/model/inbound.ts'
import type { Task } from '#shared/model/task.ts'
import type { MappedTask } from '#shared/rules/task-mapping.ts'
import type { Reader } from '#main/core/database/handles.ts'
import { findTaskProject } from '#main/core/database/stores/task-project-store.ts'
import { findTaskByExternalId, hasCategory } from '#main/core/database/stores/task-store.ts'
import { checkDecision, requireTask } from '#main/core/tasks/change-task.ts'
import { checkFirstStatus } from '#main/core/tasks/create-task.ts'
import { badTask } from '#main/core/tasks/check-links.ts'
import { toTask } from '#main/core/tasks/to-task.ts'

/** What a call would come to: a new task, or a change of one that is known. */
export type Judgement = { kind: 'create' } | { kind: 'update'; taskId: string }

/**
 * Says what a call that is signed right may do. Throws `forbidden` where the scopes do not allow it, `bad-task` where a
 * title is missing or a category is unknown, `conflict` where the project for new tasks is gone or one is decided on that does not wait for it, and `task-not-found`.
 */
export async function judgeCall(
  db: Reader,
  workspaceId: string,
  { task, settings }: { task: MappedTask; settings: InboundSettings },
): Promise<Judgement> {
  const known = await knownTask(db, workspaceId, { task, settings })
  checkScope(settings, known !== null)
  if (known === null && task.changes.title === undefined) throw badTask('title', 'is missing, and a new task needs one')
  await checkCategory(db, workspaceId, { task, settings })
  if (known !== null) {
    checkDecision(known, task.changes.status)
    return { kind: 'update', taskId: known.id }
  }
  checkFirstStatus(task.changes)
  await checkProjectOfInbound(db, workspaceId, settings)
  return { kind: 'create' }
}

async function checkProjectOfInbound(db: Reader, workspaceId: string, { projectId }: InboundSettings): Promise<void> {
  if (projectId === null || (await findTaskProject(db, workspaceId, projectId))) return
  throw new AppError(
    'conflict',
    `New tasks cannot be taken: the project ${projectId} of this workspace’s inbound settings (projectId) is gone. Choose another there.`,
  )
}

async function knownTask(
  db: Reader,
  workspaceId: string,
  { task: { taskId, externalId }, settings: { projectId } }: { task: MappedTask; settings: InboundSettings },
): Promise<Task | null> {
  if (taskId !== null) return requireTask(db, workspaceId, taskId)
  if (externalId === null) return null
  const stored = await findTaskByExternalId(db, { workspaceId, projectId, externalId })
  return stored ? toTask(stored) : null
}

function checkScope({ mayCreate, mayUpdate }: InboundSettings, isKnown: boolean): void {
  if (isKnown ? mayUpdate : mayCreate) return
  const may = isKnown ? 'change' : 'make'
  throw new AppError(
    'forbidden',
    `Callers may not ${may} tasks here: the scope of this workspace’s inbound leaves it out.`,
  )
}

async function checkCategory(
  db: Reader,
  workspaceId: string,
  { task: { changes }, settings }: { task: MappedTask; settings: InboundSettings },
): Promise<void> {
  const { category } = changes
  if (category === undefined || category === null || settings.mayAddCategories) return
  if (await hasCategory(db, workspaceId, category)) return
  throw badTask('category', `is ${category}, and no task has that one`)
}
