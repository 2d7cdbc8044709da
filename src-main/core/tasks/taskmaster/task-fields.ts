import type { Task, TaskFields } from '#shared/model/task.ts'
import { TaskPriority } from '#shared/model/task.ts'
import type { TaskChanges } from '#main/core/tasks/change-task.ts'
import type { FileItem, RawTask } from './task-file.ts'
import { idText } from './task-file.ts'

/** What of a task is kept alike on both sides, in the words of the file. `dependencies` are keys in order. */
export type FileFields = {
  title: string
  description: string | null
  status: string
  priority: string | null
  assignee: string | null
  dependencies: string[]
}

/** The same in Creel's words. */
export type CreelFields = Pick<Task, 'title' | 'description' | 'status' | 'priority'> &
  Pick<FileFields, 'assignee' | 'dependencies'>

export const sharedFields = ['title', 'description', 'status', 'priority', 'assignee', 'dependencies'] as const
export type SharedField = (typeof sharedFields)[number]

/** Taskmaster's statuses (src/constants/task-status.js and TASK_STATUSES of its core) in Creel's words. */
const statusFromFile: ReadonlyMap<string, TaskFields['status']> = new Map([
  ['pending', 'open'],
  ['in-progress', 'in_progress'],
  ['review', 'waiting_for_approval'],
  ['done', 'completed'],
  ['completed', 'completed'],
  ['deferred', 'deferred'],
  ['cancelled', 'cancelled'],
  ['blocked', 'blocked'],
])

const statusToFile: Record<TaskFields['status'], string> = {
  open: 'pending',
  in_progress: 'in-progress',
  waiting_for_approval: 'review',
  completed: 'done',
  approved: 'done',
  rejected: 'cancelled',
  deferred: 'deferred',
  cancelled: 'cancelled',
  blocked: 'blocked',
}

/** A status of Taskmaster's in Creel's words; what is unknown is open. */
export const statusOf = (word: string): TaskFields['status'] => statusFromFile.get(word) ?? 'open'

const textOrNull = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)

/** What the file says of a task. Of what it hangs on, only what is in the file too. */
export const fieldsOfItem = (item: FileItem, isKnown: (key: string) => boolean): FileFields => ({
  title: textOrNull(item.raw['title']) ?? '',
  description: textOrNull(item.raw['description']),
  status: textOrNull(item.raw['status']) ?? 'pending',
  priority: textOrNull(item.raw['priority']),
  assignee: textOrNull(item.raw['assignee']),
  dependencies: inOrder(rawDependencies(item).map((raw) => keyOfDependency(item, raw, isKnown))),
})

const inOrder = (keys: readonly (string | null)[]): string[] =>
  [...new Set(keys.filter((key) => key !== null))].toSorted()

const rawDependencies = ({ raw: { dependencies } }: FileItem): unknown[] =>
  Array.isArray(dependencies) ? (dependencies as unknown[]) : []

/** A subtask names its neighbours by their local numbers, others with a dot. null: nothing in the file is called so. */
function keyOfDependency(item: FileItem, raw: unknown, isKnown: (key: string) => boolean): string | null {
  const id = idText(raw)
  if (id === null) return null
  const neighbour = `${item.parentKey}.${id}`
  if (item.parentKey !== null && !id.includes('.') && isKnown(neighbour)) return neighbour
  const key = `${item.tag}/${id}`
  return isKnown(key) ? key : null
}

const longestTitle = 500
const longestDescription = 50_000
const longestName = 255

/** The file's words in Creel's. What Creel cannot hold is cut for Creel, and stays whole in the file. */
export const toCreel = (fields: FileFields): CreelFields => ({
  title: fields.title.trim().slice(0, longestTitle).trim() || 'Untitled',
  description: fields.description?.slice(0, longestDescription) ?? null,
  status: statusOf(fields.status),
  priority: TaskPriority.safeParse(fields.priority).data ?? null,
  assignee: fields.assignee?.trim().slice(0, longestName) || null,
  dependencies: fields.dependencies,
})

/** What is shared of a task; of what it hangs on, only what has a key. */
export const fieldsOfTask = (task: Task, keyOf: (taskId: string) => string | undefined): CreelFields => ({
  title: task.title,
  description: task.description || null,
  status: task.status,
  priority: task.priority,
  assignee: task.assignee && (task.assignee.name ?? task.assignee.id),
  dependencies: inOrder(task.dependencies.map((id) => keyOf(id) ?? null)),
})

/** Some of Creel's fields as a change of a task; what a task hangs on is for whoever knows the ids. */
export function toChanges({ assignee, dependencies: _, ...others }: Partial<CreelFields>): TaskChanges {
  if (assignee === undefined) return others
  return { ...others, assignee: assignee === null ? null : { id: assignee, name: assignee } }
}

/** Creel's words in the file's. */
export const toFile = (fields: CreelFields): FileFields => ({ ...fields, status: statusToFile[fields.status] })

/** Writes some fields into a task of the file; nothing else of it is touched. */
export function writeFields(item: FileItem, fields: Partial<FileFields>, isKnown: (key: string) => boolean): void {
  const { dependencies, ...texts } = fields
  for (const [name, value] of Object.entries(texts)) writeText(item.raw, name, value)
  if (dependencies) item.raw['dependencies'] = dependenciesIn(item, dependencies, isKnown)
}

function writeText(raw: RawTask, name: string, value: string | null): void {
  if (value !== null) raw[name] = value
  else if (name === 'description') raw[name] = ''
  else delete raw[name]
}

/** What stays keeps its form and place; what names nothing of the file is nobody's to remove. */
function dependenciesIn(item: FileItem, wanted: readonly string[], isKnown: (key: string) => boolean): unknown[] {
  const left = new Set(wanted)
  const kept = rawDependencies(item).filter((raw) => {
    const key = keyOfDependency(item, raw, isKnown)
    return key === null || left.delete(key)
  })
  return [...kept, ...[...left].flatMap((key) => idFor(item, key, isKnown) ?? [])]
}

/** What a task is called in the dependencies of another; null where the file has no way to say it. */
function idFor(item: FileItem, key: string, isKnown: (key: string) => boolean): string | number | null {
  if (!key.startsWith(`${item.tag}/`)) return null
  const isNeighbour = item.parentKey !== null && key.startsWith(`${item.parentKey}.`)
  const text = key.slice((isNeighbour ? item.parentKey : item.tag)!.length + 1)
  const id = /^\d+$/.test(text) ? Number(text) : text
  return keyOfDependency(item, id, isKnown) === key ? id : null
}
