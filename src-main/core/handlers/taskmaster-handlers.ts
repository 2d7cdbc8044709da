import type { JsonValue } from '#shared/model/event.ts'
import type { TaskmasterConflict } from '#shared/model/taskmaster.ts'
import type { Reader } from '#main/core/database/handles.ts'
import type { StoredConflict } from '#main/core/database/stores/taskmaster-store.ts'
import { listConflicts } from '#main/core/database/stores/taskmaster-store.ts'
import type { TaskmasterBridge } from '#main/core/tasks/taskmaster/bridge.ts'
import { importTasks } from '#main/core/tasks/taskmaster/import-text.ts'
import { parseTaskText } from '#main/core/tasks/taskmaster/parse-text.ts'
import { taskmasterAuthor } from '#main/core/tasks/taskmaster/sync-link.ts'
import type { Tasks } from '#main/core/tasks/tasks.ts'
import type { Handlers } from './handlers.ts'

export type TaskmasterParts = { db: Reader; bridge: TaskmasterBridge; tasks: Tasks }

type TaskmasterHandlers = Pick<Handlers, Extract<keyof Handlers, `taskmaster.${string}`>>

export const taskmasterHandlers = ({ db, bridge, tasks }: TaskmasterParts): TaskmasterHandlers => ({
  'taskmaster.list': async (_, { workspaceId }) => ({ items: await bridge.list(workspaceId), nextCursor: null }),
  'taskmaster.link': async ({ folder }, { workspaceId }) => bridge.link(workspaceId, folder),
  'taskmaster.get': async ({ id }, { workspaceId }) => bridge.show(workspaceId, id),
  'taskmaster.sync': async ({ id }, { workspaceId }) => bridge.sync(workspaceId, id),
  'taskmaster.unlink': async ({ id }, { workspaceId }) => {
    await bridge.unlink(workspaceId, id)
    return null
  },
  'taskmaster.relink': async ({ id }, { workspaceId }) => bridge.relink(workspaceId, id),
  'taskmaster.conflicts': async ({ id, limit, cursor }, { workspaceId }) => {
    await bridge.show(workspaceId, id)
    const beforeSeq = cursor === undefined ? Number.MAX_SAFE_INTEGER : Number(cursor)
    const rows = await listConflicts(db, { linkId: id, beforeSeq, limit })
    const last = rows.at(-1)
    return {
      items: rows.map(toConflict),
      nextCursor: rows.length < limit || last === undefined ? null : String(last.seq),
    }
  },
  'taskmaster.import': async ({ text, projectId }, { workspaceId }) => {
    const parsed = parseTaskText(text)
    return tasks.change(workspaceId, taskmasterAuthor, (tx, work) =>
      importTasks(tx, work, { tasks: parsed, projectId }),
    )
  },
})

const toConflict = ({ at, taskId, number, title, field, taken, replaced }: StoredConflict): TaskmasterConflict => ({
  at: new Date(at).toISOString(),
  taskId,
  taskNumber: number,
  taskTitle: title,
  field,
  taken: JSON.parse(taken) as JsonValue,
  replaced: JSON.parse(replaced) as JsonValue,
})
