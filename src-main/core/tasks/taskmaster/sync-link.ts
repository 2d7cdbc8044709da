import type { Reader, Tx } from '#main/core/database/handles.ts'
import type { StoredLink } from '#main/core/database/stores/taskmaster-store.ts'
import { forgetBases, keepBase, listBases, updateLink } from '#main/core/database/stores/taskmaster-store.ts'
import { listTasksOfProject } from '#main/core/database/stores/task-store.ts'
import type { Writer } from '#main/core/database/writer.ts'
import type { Clock, SharedFiles } from '#main/core/ports.ts'
import type { TaskAuthor } from '#main/core/tasks/task-work.ts'
import type { Tasks } from '#main/core/tasks/tasks.ts'
import { toTask } from '#main/core/tasks/to-task.ts'
import type { Place } from './apply-pulls.ts'
import { applyPulls } from './apply-pulls.ts'
import { orderPulls } from './order-pulls.ts'
import type { SyncPlan } from './planning.ts'
import { planSync } from './plan-sync.ts'
import { parseTaskFile, printTaskFile } from './task-file.ts'

export type SyncParts = { db: Reader; writer: Writer; clock: Clock; tasks: Pick<Tasks, 'change'>; files: SharedFiles }

/** Whoever works in Taskmaster. */
export const taskmasterAuthor: TaskAuthor = {
  actor: { id: 'taskmaster', name: 'Taskmaster' },
  via: 'taskmaster',
  requestId: null,
  metadata: {},
}

// One commit is not to keep requests waiting for long.
const pullsInACommit = 20

/**
 * Brings a file and its project together once. The file is written first: what is then not told to Creel, because it
 * crashes, is found in the file at the next start. Throws what `SharedFiles` does, and `bad-task` for a broken file.
 */
export async function syncLink(parts: SyncParts, link: StoredLink, file: string): Promise<void> {
  const { writer, clock, tasks, files } = parts
  const { plan, place } = await files.change(file, (text) => planChange(parts, link, text))
  const pulls = orderPulls(plan.pulls)
  for (let start = 0; start < pulls.length; start += pullsInACommit) {
    const part = pulls.slice(start, start + pullsInACommit)
    await tasks.change(link.workspaceId, taskmasterAuthor, (tx, work) => applyPulls(tx, work, { pulls: part, place }))
  }
  const isIdle = pulls.length + plan.kept.length + plan.forgotten.length === 0
  if (!isIdle || link.syncedAt === null) await writer.write((tx) => settle(tx, link.id, plan, clock.now()))
}

async function planChange({ db, clock }: SyncParts, link: StoredLink, text: string) {
  const file = parseTaskFile(text)
  const tasks = (await listTasksOfProject(db, link.projectId)).map(toTask)
  const bases = await listBases(db, link.id)
  const plan = planSync({ file, tasks, bases, nowMs: clock.now() })
  const alive = new Set(tasks.map(({ id }) => id))
  const pairs = [
    ...bases.filter(({ removed }) => removed === null),
    ...plan.kept.filter(({ removed }) => removed === null),
    ...plan.pulls.flatMap((pull) => (pull.kind === 'change' ? [pull.base] : [])),
  ].filter(({ taskId }) => alive.has(taskId))
  const place: Place = {
    linkId: link.id,
    projectId: link.projectId,
    taskOf: new Map(pairs.map(({ key, taskId }) => [key, taskId])),
    keyOf: new Map(pairs.map(({ key, taskId }) => [taskId, key])),
  }
  return { text: plan.hasWritten ? printTaskFile(file, text) : null, value: { plan, place } }
}

async function settle(tx: Tx, linkId: string, { kept, forgotten }: SyncPlan, now: number): Promise<void> {
  for (const base of kept) await keepBase(tx, linkId, base)
  if (forgotten.length > 0) await forgetBases(tx, forgotten)
  await updateLink(tx, linkId, { syncedAt: now })
}
