import type { Task } from '#shared/model/task.ts'
import type { Base, Push } from './base.ts'
import { recentPushes } from './base.ts'
import { isSame, mergeFields } from './merge-fields.ts'
import type { Planning, Sides, SyncPlan } from './planning.ts'
import type { CreelFields } from './task-fields.ts'
import { fieldsOfItem, fieldsOfTask, sharedFields, toCreel } from './task-fields.ts'
import type { FileItem } from './task-file.ts'
import { addItem, removeItem, touchTag, writeItem } from './write-items.ts'

/**
 * Brings file and Creel together, field by field against what they last agreed on: what changed in the file goes to
 * Creel, what changed in Creel alone goes to the file. Changes `file`; what it answers is to be done in Creel.
 */
export function planSync(sides: Sides): SyncPlan {
  const planning = startPlanning(sides)
  const { plan, file, tasks, writtenTags } = planning
  const met = meetItems(planning)
  for (const base of sides.bases) if (!met.has(base.taskId)) settleMissing(planning, base)
  const linked = new Set([...met, ...sides.bases.map(({ taskId }) => taskId)])
  const unlinked = tasks.filter(({ id }) => !linked.has(id))
  for (const task of parentsFirst(unlinked)) pushNew(planning, task, null)
  for (const tag of writtenTags) touchTag(file, tag, sides.nowMs)
  plan.hasWritten = writtenTags.size > 0
  return plan
}

function startPlanning(sides: Sides): Planning {
  const keys = new Set(sides.file.items.map(({ key }) => key))
  const live = sides.bases.filter(({ removed }) => removed === null)
  return {
    ...sides,
    plan: { pulls: [], kept: [], forgotten: [], hasWritten: false },
    keyOf: new Map(live.map(({ taskId, key }) => [taskId, key])),
    keys,
    isKnown: (key) => keys.has(key),
    creelIds: new Map(sides.file.items.map(({ key, raw }) => [key, creelIdOf(raw)])),
    gone: new Set(),
    writtenTags: new Set(),
  }
}

/** Goes through the file; answers the tasks that it has. */
function meetItems(planning: Planning): Set<string> {
  const { file, bases, gone } = planning
  // An id whose task was taken out may be another one's by now: that one goes before.
  const removedFirst = bases.toSorted((one, other) => Number(one.removed === null) - Number(other.removed === null))
  const baseOf = new Map(removedFirst.map((base) => [base.key, base]))
  const taskOf = new Map(planning.tasks.map((task) => [task.id, task]))
  const met = new Set<string>()
  for (const item of file.items) {
    if (gone.has(item)) continue
    const found = baseOf.get(item.key)
    const linked = found && taskOf.get(found.taskId)
    const isIts = found !== undefined && !isOthers(planning, item, { base: found, isDeleted: !linked })
    const taskId = meetItem(planning, item, isIts ? { task: linked, base: found } : undefined)
    if (taskId !== undefined) met.add(taskId)
  }
  return met
}

/** Answers the id of the task that an item is, if there is one yet. */
function meetItem(
  planning: Planning,
  item: FileItem,
  known: { task: Task | undefined; base: Base } | undefined,
): string | undefined {
  const task = known ? known.task : findUnlinked(item, planning)
  if (task) meet(planning, item, { task, base: known?.base ?? liveBaseOf(planning, task) })
  else if (known) meetDeleted(planning, item, known.base)
  else pullNew(planning, item)
  return task?.id ?? known?.base.taskId
}

const liveBaseOf = ({ bases }: Planning, { id }: Task): Base | undefined =>
  bases.find(({ taskId, removed }) => taskId === id && removed === null)

/** An id that Creel knows may be another task’s by now: Taskmaster gives the next one that it has read of. */
function isOthers(
  planning: Planning,
  item: FileItem,
  { base, isDeleted }: { base: Base; isDeleted: boolean },
): boolean {
  if (findWritten(planning, item)) return true
  if (base.removed !== null && !isDeleted) return !isSame(fieldsOfItem(item, planning.isKnown), base.file)
  const isNew = recentPushes(base, planning.nowMs).some(({ before }) => before === null)
  return isNew && creelIdOf(item.raw) !== base.taskId
}

/** The task of Creel that it has written into the file, and crashed before it knew: it is nowhere else that Creel knows of. */
function findWritten({ tasks, keyOf, creelIds }: Planning, { raw }: FileItem): Task | undefined {
  const creelId = creelIdOf(raw)
  if (creelId === undefined) return undefined
  const known = keyOf.get(creelId)
  const isElsewhere = known !== undefined && creelIds.get(known) === creelId
  return isElsewhere ? undefined : tasks.find(({ id }) => id === creelId)
}

function creelIdOf({ metadata }: FileItem['raw']): string | undefined {
  const { creelId } = (metadata ?? {}) as { creelId?: unknown }
  return typeof creelId === 'string' ? creelId : undefined
}

/** The task of Creel that an item is, though nothing is agreed on: written by Creel before a crash, or linked anew. */
const findUnlinked = (item: FileItem, planning: Planning): Task | undefined =>
  findWritten(planning, item) ??
  planning.tasks.find(({ id, externalId }) => externalId === item.key && !planning.keyOf.has(id))

function meet(planning: Planning, item: FileItem, { task, base }: { task: Task; base: Base | undefined }): void {
  const { plan, keyOf, isKnown, nowMs } = planning
  keyOf.set(task.id, item.key)
  const fromFile = fieldsOfItem(item, isKnown)
  const fromTask = fieldsOfTask(task, (id) => keyOf.get(id))
  const { pulled, pushed, agreed } = mergeFields({ fromFile, fromTask, base, updatedAt: item.raw['updatedAt'], nowMs })
  const pushes = base ? [...recentPushes(base, nowMs)] : []
  if (Object.keys(pushed).length > 0) pushes.push(writeItem(planning, item, pushed))
  const next: Base = {
    taskId: task.id,
    key: item.key,
    file: fieldsOfItem(item, isKnown),
    creel: agreed,
    pushes,
    removed: null,
  }
  if (Object.keys(pulled).length > 0 || task.externalId !== item.key)
    plan.pulls.push({ kind: 'change', base: next, changes: pulled, agreed: base?.creel ?? null })
  else if (!base || !isAlike(base, next)) plan.kept.push(next)
}

const isAlike = (one: Base, other: Base): boolean =>
  isSame([one.file, one.creel, one.pushes, one.removed], [other.file, other.creel, other.pushes, other.removed])

/** The task was deleted in Creel: it goes from the file too, unless the file has changed it since. */
function meetDeleted(planning: Planning, item: FileItem, base: Base): void {
  const { plan, keyOf, isKnown, nowMs } = planning
  const fromFile = fieldsOfItem(item, isKnown)
  const isRemovedAgain = base.removed !== null && recentPushes(base, nowMs).length > 0
  const changed = sharedFields.filter((field) => !isSame(fromFile[field], base.file[field]))
  if (base.removed !== null && !isRemovedAgain) return pullNew(planning, item)
  if (changed.length === 0) {
    const removed = removeItem(planning, item)
    keyOf.delete(base.taskId)
    const push: Push = { atMs: nowMs, before: fromFile }
    plan.kept.push({ ...base, pushes: [push], removed })
  } else {
    const inCreel = toCreel(fromFile)
    const changes = Object.fromEntries(changed.map((field) => [field, inCreel[field]])) as Partial<CreelFields>
    const next: Base = { ...base, file: fromFile, creel: { ...base.creel, ...changes }, removed: null }
    plan.pulls.push({ kind: 'restore', base: next, changes, agreed: base.creel })
  }
}

/** The file has nothing of a task that it had. */
function settleMissing(planning: Planning, base: Base): void {
  const { plan, tasks, keyOf, nowMs } = planning
  const task = tasks.find(({ id }) => id === base.taskId)
  const isOverwritten = recentPushes(base, nowMs).some(({ before }) => before === null)
  if (task && (base.removed !== null || isOverwritten)) pushNew(planning, task, base.removed)
  else if (task) {
    plan.pulls.push({ kind: 'delete', base })
    keyOf.delete(task.id)
  } else if (base.removed === null) plan.forgotten.push(base.taskId)
}

function pullNew({ plan, isKnown }: Planning, item: FileItem): void {
  const file = fieldsOfItem(item, isKnown)
  const { key, parentKey } = item
  plan.pulls.push({
    kind: 'create',
    parentKey,
    base: { key, file, creel: toCreel(file), pushes: [], removed: null },
  })
}

/** Puts a task into the file: a new one, or one that was there before. */
function pushNew(planning: Planning, task: Task, removed: FileItem['raw'] | null): void {
  const { plan, keyOf, isKnown, nowMs } = planning
  const creel = fieldsOfTask(task, (id) => keyOf.get(id))
  const item = addItem(planning, task, { fields: creel, removed })
  keyOf.set(task.id, item.key)
  const base: Base = {
    taskId: task.id,
    key: item.key,
    file: fieldsOfItem(item, isKnown),
    creel,
    pushes: [{ atMs: nowMs, before: null }],
    removed: null,
  }
  plan.pulls.push({ kind: 'change', base, changes: {}, agreed: creel })
}

const parentsFirst = (tasks: readonly Task[]): Task[] =>
  tasks.toSorted((one, other) => Number(one.parentId !== null) - Number(other.parentId !== null))
