import { AppError } from '#shared/contract/problem.ts'
import type { InboundSettings } from '#shared/model/inbound.ts'
import type { Reader } from '#main/core/database/handles.ts'
import { findTaskProject } from '#main/core/database/stores/task-project-store.ts'
import { findWebhook } from '#main/core/database/stores/webhook-store.ts'

type References = Pick<InboundSettings, 'projectId' | 'quietWebhookIds'>

/** Refuses a project and webhooks that are not there; what was set before may stay. Throws `bad-input`. */
export async function checkReferences(
  db: Reader,
  workspaceId: string,
  { given, before }: { given: References; before: References },
): Promise<void> {
  const { projectId } = given
  if (projectId !== null && projectId !== before.projectId && !(await findTaskProject(db, workspaceId, projectId)))
    throw badReference('projectId', `names ${projectId}, and no project of tasks has that id`)
  for (const [index, id] of given.quietWebhookIds.entries()) {
    if (before.quietWebhookIds.includes(id) || (await findWebhook(db, workspaceId, id))) continue
    throw badReference(`quietWebhookIds.${index}`, `names ${id}, and no webhook has that id`)
  }
}

const badReference = (path: string, message: string): AppError =>
  new AppError('bad-input', `The inbound settings cannot be so: ${path} ${message}.`, { errors: [{ path, message }] })
