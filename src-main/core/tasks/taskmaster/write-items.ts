import type { Task } from '#shared/model/task.ts'
import type { Push } from './base.ts'
import type { Planning } from './planning.ts'
import type { CreelFields, FileFields } from './task-fields.ts'
import { fieldsOfItem, toFile, writeFields } from './task-fields.ts'
import type { FileItem, RawTask, TaskFile, TaskList } from './task-file.ts'
import { idText, nextId, standardTag } from './task-file.ts'

/** Writes fields into an item; answers what stood there. */
export function writeItem(
  { isKnown, writtenTags, nowMs }: Planning,
  item: FileItem,
  fields: Partial<FileFields>,
): Push {
  const all = fieldsOfItem(item, isKnown)
  const before = Object.fromEntries(Object.keys(fields).map((name) => [name, all[name as keyof FileFields]]))
  writeFields(item, fields, isKnown)
  writtenTags.add(item.tag)
  return { atMs: nowMs, before }
}

/** Takes an item out of the file, with its subtasks; answers what it was. */
export function removeItem({ file, keys, gone, writtenTags }: Planning, item: FileItem): RawTask {
  const index = item.list.indexOf(item.raw)
  if (index !== -1) item.list.splice(index, 1)
  for (const one of file.items.filter((other) => other === item || other.parentKey === item.key)) {
    gone.add(one)
    keys.delete(one.key)
  }
  writtenTags.add(item.tag)
  return item.raw
}

/**
 * Adds a task to the file, below its parent where that is a task of the first level, else to the tasks of a tag; with the
 * id that it had there, where nobody else has it by now.
 */
export function addItem(
  { file, keyOf, keys, isKnown, writtenTags }: Planning,
  task: Task,
  { fields, removed }: { fields: CreelFields; removed: RawTask | null },
): FileItem {
  const parentKey = task.parentId === null ? undefined : keyOf.get(task.parentId)
  const above = file.items.find(({ key, parentKey: grand }) => grand === null && key === parentKey)
  const tag = above?.tag ?? tagForNew(file)
  const list = above ? subtasksOf(above) : (file.lists.get(tag) as TaskList).tasks
  const start = above ? `${above.key}.` : `${tag}/`
  // Another task of Creel’s may have an id that the file has lost: both would want it in Creel.
  const others = [...keyOf].map(([taskId, key]) => (taskId === task.id ? null : idWithin(key, start)))
  const former = removed ? removed['id'] : idWithin(keyOf.get(task.id), start)
  const id = freeId([...list.map((one) => one['id']), ...others], former)
  const raw: RawTask = removed ? { ...removed, id } : newRaw(task.id, id, above === undefined)
  const key = `${start}${idText(id)}`
  const item: FileItem = { key, tag, parentKey: above?.key ?? null, raw, list }
  writeFields(item, toFile(fields), isKnown)
  list.push(raw)
  file.items.push(item)
  keys.add(key)
  writtenTags.add(tag)
  return item
}

const tagForNew = ({ lists }: TaskFile): string =>
  lists.has(standardTag) ? standardTag : ([...lists.keys()][0] ?? standardTag)

/** The id that is wanted where nobody has it, else one above all. */
function freeId(taken: readonly unknown[], wanted: unknown): unknown {
  const text = idText(wanted)
  return text !== null && taken.every((id) => idText(id) !== text) ? wanted : nextId(taken)
}

/** The id of a task whose key begins so, as a number; null: it stands elsewhere, or has no such id. */
function idWithin(key: string | undefined, start: string): number | null {
  const id = key?.startsWith(start) === true ? Number(key.slice(start.length)) : Number.NaN
  return Number.isInteger(id) ? id : null
}

/** A new task as Taskmaster writes one. `creelId` tells whose it is, should Creel crash before it knows. */
const newRaw = (taskId: string, id: unknown, isFirstLevel: boolean): RawTask => ({
  id,
  title: '',
  description: '',
  ...(isFirstLevel && { details: '', testStrategy: '' }),
  status: 'pending',
  dependencies: [],
  ...(isFirstLevel && { priority: 'medium', subtasks: [] }),
  metadata: { creelId: taskId },
})

function subtasksOf({ raw }: FileItem): RawTask[] {
  if (!Array.isArray(raw['subtasks'])) raw['subtasks'] = []
  return raw['subtasks'] as RawTask[]
}

/** Tells a tag that it was changed, as Taskmaster does. */
export function touchTag({ lists }: TaskFile, tag: string, nowMs: number): void {
  const metadata = lists.get(tag)?.metadata
  if (metadata && 'updated' in metadata) metadata['updated'] = new Date(nowMs).toISOString()
}
