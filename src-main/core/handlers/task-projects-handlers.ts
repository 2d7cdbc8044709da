import { AppError } from '#shared/contract/problem.ts'
import type { TaskProject } from '#shared/model/task.ts'
import type { Reader, Tx } from '#main/core/database/handles.ts'
import { findInbound } from '#main/core/database/stores/inbound-store.ts'
import {
  deleteTaskProject,
  findTaskProject,
  insertTaskProject,
  listTaskProjects,
  renameTaskProject,
} from '#main/core/database/stores/task-project-store.ts'
import { listTasksOfProject } from '#main/core/database/stores/task-store.ts'
import type { Writer } from '#main/core/database/writer.ts'
import type { Feed } from '#main/core/feed/feed.ts'
import type { MakeId } from '#main/core/make-id.ts'
import type { Clock } from '#main/core/ports.ts'
import { toTaskProject } from '#main/core/tasks/to-task.ts'
import type { Handlers } from './handlers.ts'

export type TaskProjectsParts = { db: Reader; writer: Writer; clock: Clock; makeId: MakeId; feed: Feed }

type TaskProjectsHandlers = Pick<Handlers, Extract<keyof Handlers, `taskProjects.${string}`>>

export function taskProjectsHandlers({ db, writer, clock, makeId, feed }: TaskProjectsParts): TaskProjectsHandlers {
  const changed = (): void => feed.publish({ kind: 'tasks.changed', data: { ids: [] } })
  return {
    'taskProjects.list': async (_, { workspaceId }) => ({
      items: (await listTaskProjects(db, workspaceId)).map(toTaskProject),
      nextCursor: null,
    }),
    'taskProjects.create': async ({ name }, { workspaceId }) => {
      const now = clock.now()
      const project = { id: makeId('taskProject'), workspaceId, name, createdAt: now, updatedAt: now }
      await writer.write((tx) => insertTaskProject(tx, project))
      changed()
      return toTaskProject(project)
    },
    'taskProjects.update': async ({ id, name }, { workspaceId }) => {
      await requireProject(db, workspaceId, id)
      await writer.write((tx) => renameTaskProject(tx, id, name, clock.now()))
      changed()
      return requireProject(db, workspaceId, id)
    },
    'taskProjects.delete': async ({ id }, { workspaceId }) => {
      await requireProject(db, workspaceId, id)
      await writer.write((tx) => deleteUnusedProject(tx, workspaceId, id))
      changed()
      return null
    },
  }
}

async function requireProject(db: Reader, workspaceId: string, id: string): Promise<TaskProject> {
  const project = await findTaskProject(db, workspaceId, id)
  if (!project) throw new AppError('task-project-not-found', `No project of tasks has the id ${id}.`)
  return toTaskProject(project)
}

async function deleteUnusedProject(tx: Tx, workspaceId: string, id: string): Promise<void> {
  const tasks = await listTasksOfProject(tx, id)
  if (tasks.length > 0)
    throw new AppError('conflict', `The project ${id} still has ${tasks.length} tasks. Delete or move them first.`)
  const { settings } = await findInbound(tx, workspaceId)
  if (settings.projectId === id)
    throw new AppError(
      'conflict',
      `The project ${id} is where new inbound tasks go. Choose another in the inbound settings (projectId) first.`,
    )
  await deleteTaskProject(tx, id)
}
