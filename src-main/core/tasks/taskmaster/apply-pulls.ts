import { AppError } from '#shared/contract/problem.ts'
import type { Task } from '#shared/model/task.ts'
import { TaskFields } from '#shared/model/task.ts'
import type { Tx } from '#main/core/database/handles.ts'
import { findTask } from '#main/core/database/stores/task-store.ts'
import { forgetBases, insertConflict, keepBase } from '#main/core/database/stores/taskmaster-store.ts'
import type { TaskChanges } from '#main/core/tasks/change-task.ts'
import { changeTask } from '#main/core/tasks/change-task.ts'
import { createTask } from '#main/core/tasks/create-task.ts'
import { deleteTask, restoreTask } from '#main/core/tasks/delete-task.ts'
import type { TaskResult, TaskWork } from '#main/core/tasks/task-work.ts'
import { nothingToTell } from '#main/core/tasks/task-work.ts'
import { toTask } from '#main/core/tasks/to-task.ts'
import type { Base } from './base.ts'
import { isSame } from './merge-fields.ts'
import type { Pull } from './planning.ts'
import type { CreelFields, SharedField } from './task-fields.ts'
import { fieldsOfTask, toChanges } from './task-fields.ts'

/** Where pulls go, and which task has which key. */
export type Place = { linkId: string; projectId: string; taskOf: Map<string, string>; keyOf: Map<string, string> }

type PullOf<Kind extends Pull['kind']> = Extract<Pull, { kind: Kind }>

/** Does in Creel what some pulls say and remembers what both sides agree on then, in one; answers how many did something. */
export async function applyPulls(
  tx: Tx,
  work: TaskWork,
  { pulls, place }: { pulls: readonly Pull[]; place: Place },
): Promise<TaskResult<number>> {
  const told: (() => void)[] = []
  for (const pull of pulls) told.push(await applyPull(tx, work, pull, place))
  const value = told.filter((tell) => tell !== nothingToTell).length
  return { value, handOver: () => told.forEach((tell) => tell()) }
}

async function applyPull(tx: Tx, work: TaskWork, pull: Pull, place: Place): Promise<() => void> {
  if (pull.kind === 'create') return pullNew(tx, work, pull, place)
  const { taskId } = pull.base
  const stored = await findTask(tx, work.workspaceId, taskId)
  const isAlive = stored !== undefined && stored.deletedAt === null
  if (pull.kind === 'delete') {
    await forgetBases(tx, [taskId])
    return isAlive ? (await deleteTask(tx, work, taskId)).handOver : nothingToTell
  }
  if (isAlive) return pullChanges(tx, work, { pull, before: toTask(stored) }, place)
  await keepBase(tx, place.linkId, pull.base)
  // Deleted in Creel while the file was read: the next round sees it.
  if (pull.kind === 'change') return nothingToTell
  const restored = await restoreTask(tx, work, taskId)
  const tell = await pullChanges(tx, work, { pull, before: restored.value }, place)
  return () => [restored.handOver, tell].forEach((one) => one())
}

async function pullNew(
  tx: Tx,
  work: TaskWork,
  { base, parentKey }: PullOf<'create'>,
  { linkId, projectId, taskOf, keyOf }: Place,
): Promise<() => void> {
  const fields = TaskFields.parse({
    ...toChanges(base.creel),
    externalId: base.key,
    parentId: parentKey === null ? null : (taskOf.get(parentKey) ?? null),
    dependencies: idsOf(base.creel.dependencies, taskOf),
  })
  const { value: task, handOver } = await createTask(tx, work, { ...fields, projectId })
  taskOf.set(base.key, task.id)
  keyOf.set(task.id, base.key)
  const creel = fieldsOfTask(task, (id) => keyOf.get(id))
  await keepBase(tx, linkId, { ...base, taskId: task.id, creel })
  return handOver
}

async function pullChanges(
  tx: Tx,
  work: TaskWork,
  { pull, before }: { pull: PullOf<'change' | 'restore'>; before: Task },
  { linkId, taskOf, keyOf }: Place,
): Promise<() => void> {
  const { base, changes, agreed } = pull
  const keyOfId = (id: string): string | undefined => keyOf.get(id)
  for (const conflict of conflictsOf(fieldsOfTask(before, keyOfId), changes, agreed))
    await insertConflict(tx, { linkId, taskId: base.taskId, at: work.now, ...conflict })
  const { dependencies } = changes
  const others = before.dependencies.filter((id) => !keyOf.has(id))
  const { value: after, handOver } = await changeOrLeaveLinks(tx, work, base.taskId, {
    ...toChanges(changes),
    externalId: base.key,
    ...(dependencies && { dependencies: [...others, ...idsOf(dependencies, taskOf)].slice(0, mostDependencies) }),
  })
  await keepBase(tx, linkId, { ...base, creel: agreedAfter(base, changes, fieldsOfTask(after, keyOfId)) })
  return handOver
}

const mostDependencies = 100

const idsOf = (keys: readonly string[], taskOf: ReadonlyMap<string, string>): string[] =>
  keys.flatMap((key) => taskOf.get(key) ?? []).slice(0, mostDependencies)

/** What was pulled is agreed on as it turned out; the rest as it was: Creel may have gone on meanwhile. */
const agreedAfter = ({ creel }: Base, changes: Partial<CreelFields>, after: CreelFields): CreelFields => ({
  ...creel,
  ...Object.fromEntries((Object.keys(changes) as SharedField[]).map((field) => [field, after[field]])),
})

/** Tasks that hang on each other in a circle are fine in the file, and not in Creel: there they hang on nothing new. */
async function changeOrLeaveLinks(
  tx: Tx,
  work: TaskWork,
  id: string,
  { dependencies, ...changes }: TaskChanges,
): Promise<TaskResult<Task>> {
  try {
    return await changeTask(tx, work, id, { ...changes, ...(dependencies && { dependencies }) })
  } catch (error) {
    if (dependencies && error instanceof AppError && error.code === 'bad-task') return changeTask(tx, work, id, changes)
    throw error
  }
}

/** Where Creel and the file have both changed a field: the file’s value is taken, and Creel’s is kept on record. */
function conflictsOf(
  current: CreelFields,
  changes: Partial<CreelFields>,
  agreed: CreelFields | null,
): { field: SharedField; taken: string; replaced: string }[] {
  if (agreed === null) return []
  return (Object.keys(changes) as SharedField[])
    .filter((field) => !isSame(current[field], agreed[field]) && !isSame(current[field], changes[field]))
    .map((field) => ({
      field,
      taken: JSON.stringify(changes[field]),
      replaced: JSON.stringify(current[field]),
    }))
}
