import { changeTask } from '#main/core/tasks/change-task.ts'
import { commentTask } from '#main/core/tasks/comment-task.ts'
import { createTask } from '#main/core/tasks/create-task.ts'
import { deleteTask, restoreTask } from '#main/core/tasks/delete-task.ts'
import {
  countByColumn,
  listTaskPage,
  sentTaskEvents,
  showTask,
  taskComments,
  taskDeliveries,
  taskHistory,
} from '#main/core/tasks/list-tasks.ts'
import { swapTasks } from '#main/core/tasks/swap-tasks.ts'
import type { TaskAuthor } from '#main/core/tasks/task-work.ts'
import type { Tasks } from '#main/core/tasks/tasks.ts'
import { upsertByExternalId } from '#main/core/tasks/upsert-task.ts'
import type { Readers } from '#main/core/database/handles.ts'
import type { CallContext, Handlers } from './handlers.ts'

export type TasksParts = { readers: Readers; tasks: Tasks }

type TasksHandlers = Pick<Handlers, Extract<keyof Handlers, `tasks.${string}`>>

export const tasksHandlers = (parts: TasksParts): TasksHandlers => ({
  ...readingHandlers(parts),
  ...changingHandlers(parts),
})

/** Who calls the API: the local token is one person, each session another. */
const callerOf = ({ sessionId }: CallContext) => ({ id: sessionId ?? 'local', name: null })

const authorOf = (context: CallContext): TaskAuthor => ({
  actor: callerOf(context),
  via: 'api',
  requestId: null,
  metadata: {},
})

function readingHandlers({ readers: { quick, heavy } }: TasksParts) {
  return {
    'tasks.list': async (input, { workspaceId }) => listTaskPage(heavy, { ...input, workspaceId }),
    'tasks.count': async (input, { workspaceId }) => countByColumn(heavy, { ...input, workspaceId }),
    'tasks.events': async (input, { workspaceId }) => sentTaskEvents(heavy, workspaceId, input),
    'tasks.get': async ({ id }, { workspaceId }) => showTask(quick, workspaceId, id),
    'tasks.history': async ({ id, ...page }, { workspaceId }) => {
      await showTask(quick, workspaceId, id)
      return taskHistory(heavy, id, page)
    },
    'tasks.deliveries': async ({ id, ...page }, { workspaceId }) => {
      await showTask(quick, workspaceId, id)
      return taskDeliveries(heavy, id, page)
    },
    'tasks.comments': async ({ id, ...page }, { workspaceId }) => {
      await showTask(quick, workspaceId, id)
      return taskComments(heavy, id, page)
    },
  } satisfies Partial<Handlers>
}

function changingHandlers({ tasks }: TasksParts) {
  const { change } = tasks
  return {
    'tasks.create': async (fields, context) =>
      change(context.workspaceId, authorOf(context), (tx, work) => createTask(tx, work, fields)),
    'tasks.upsert': async ({ externalId, projectId, ...changes }, context) =>
      change(context.workspaceId, authorOf(context), (tx, work) =>
        upsertByExternalId(tx, work, { externalId, projectId, changes }),
      ),
    'tasks.update': async ({ id, ...changes }, context) =>
      change(context.workspaceId, authorOf(context), (tx, work) => changeTask(tx, work, id, changes)),
    'tasks.assign': async ({ id, assignee }, context) =>
      change(context.workspaceId, authorOf(context), (tx, work) => changeTask(tx, work, id, { assignee })),
    'tasks.complete': async ({ id }, context) =>
      change(context.workspaceId, authorOf(context), (tx, work) => changeTask(tx, work, id, { status: 'completed' })),
    'tasks.approve': async ({ id, note = null }, context) =>
      change(context.workspaceId, authorOf(context), (tx, work) =>
        changeTask(tx, work, id, { status: 'approved' }, { note }),
      ),
    'tasks.reject': async ({ id, note = null }, context) =>
      change(context.workspaceId, authorOf(context), (tx, work) =>
        changeTask(tx, work, id, { status: 'rejected' }, { note }),
      ),
    'tasks.swap': async (which, context) => ({
      items: await change(context.workspaceId, authorOf(context), (tx, work) => swapTasks(tx, work, which)),
    }),
    'tasks.delete': async ({ id }, context) => {
      await change(context.workspaceId, authorOf(context), (tx, work) => deleteTask(tx, work, id))
      return null
    },
    'tasks.restore': async ({ id }, context) =>
      change(context.workspaceId, authorOf(context), (tx, work) => restoreTask(tx, work, id)),
    'tasks.comment': async ({ id, body, author: given }, context) => {
      const author = given ?? callerOf(context)
      return change(context.workspaceId, authorOf(context), (tx, work) =>
        commentTask(tx, work, { taskId: id, body, author }),
      )
    },
  } satisfies Partial<Handlers>
}
