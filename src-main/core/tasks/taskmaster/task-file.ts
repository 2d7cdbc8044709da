import { AppError } from '#shared/contract/problem.ts'

/** A task or subtask as it stands in the file, with all that Creel does not know of. */
export type RawTask = Record<string, unknown>

/** One task of a file. `key` is its tag and its id as text, such as `master/44.2`: `1` and `"1"` are one id. */
export type FileItem = {
  key: string
  tag: string
  /** Of the task that it is a subtask of. */
  parentKey: string | null
  raw: RawTask
  /** The list that it stands in. */
  list: RawTask[]
}

/** The tasks of one tag. */
export type TaskList = { tasks: RawTask[]; metadata: Record<string, unknown> | null }

/** A `tasks.json`; changing its items and lists changes `root`. */
export type TaskFile = { root: Record<string, unknown>; items: FileItem[]; lists: ReadonlyMap<string, TaskList> }

/** The tag of a file that has none, and the one that new tasks go to. */
export const standardTag = 'master'

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Ids are numbers or texts. */
export const idText = (id: unknown): string | null =>
  typeof id === 'number' || (typeof id === 'string' && id.trim() !== '') ? String(id).trim() : null

/** What an external id of Creel's can hold; a longer one stays the file's alone. */
const longestKey = 255

const byteOrderMark = '\uFEFF'

/** Reads a `tasks.json` in either shape: by tags, or one list. Throws `bad-task` where it is none, or where ids are missing or doubled. */
export function parseTaskFile(text: string): TaskFile {
  const root = parseObject(text)
  const lists = listsOf(root)
  if (lists.size === 0)
    throw new AppError('bad-task', 'The tasks.json has no list of tasks: neither "tasks" nor a tag with "tasks" in it.')
  const items = [...lists].flatMap(([tag, { tasks }]) => itemsOf(tag, tasks))
  refuseDoubled(items)
  return { root, lists, items: items.filter(({ key }) => key.length <= longestKey) }
}

// Which of the two another task hangs on, or a change is meant for, nobody could say.
function refuseDoubled(items: readonly FileItem[]): void {
  const seen = new Set<string>()
  for (const { key, tag } of items) {
    if (seen.has(key)) {
      const id = key.slice(tag.length + 1)
      throw new AppError(
        'bad-task',
        `The tasks.json has two tasks with the id ${id}, in ${tag}. Give one of them another; until then nothing is changed.`,
      )
    }
    seen.add(key)
  }
}

function parseObject(text: string): Record<string, unknown> {
  try {
    const root: unknown = JSON.parse(text.startsWith(byteOrderMark) ? text.slice(1) : text)
    if (isObject(root)) return root
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new AppError(
      'bad-task',
      `The tasks.json is not JSON: ${why}. Mend it; until then nothing is written to it.`,
      {
        cause: error,
      },
    )
  }
  throw new AppError('bad-task', 'The tasks.json is not an object of tags or of tasks.')
}

/** The task lists of a file by tag. Any top-level key beside tasks and metadata makes it one of tags. */
function listsOf(root: Record<string, unknown>): Map<string, TaskList> {
  const isTagged = Object.keys(root).some((key) => key !== 'tasks' && key !== 'metadata')
  const candidates: [string, unknown][] = isTagged ? Object.entries(root) : [[standardTag, root]]
  return new Map(
    candidates.flatMap(([tag, list]) => {
      if (!isObject(list) || !Array.isArray(list['tasks'])) return []
      const { metadata } = list
      return [[tag, { tasks: list['tasks'] as RawTask[], metadata: isObject(metadata) ? metadata : null }]]
    }),
  )
}

/** The id of a task as text. Throws `bad-task`: without one it could not be told from the others. */
function idOf(raw: unknown, place: string): string {
  const id = isObject(raw) ? idText(raw['id']) : null
  if (id !== null) return id
  throw new AppError(
    'bad-task',
    `The tasks.json has a task without an id, at ${place}. Give it one; until then nothing is changed.`,
  )
}

function itemsOf(tag: string, list: RawTask[]): FileItem[] {
  return list.flatMap((raw, index) => {
    const id = idOf(raw, `${tag}.tasks.${index}`)
    const key = `${tag}/${id}`
    const subtasks = Array.isArray(raw['subtasks']) ? (raw['subtasks'] as RawTask[]) : []
    const below = subtasks.map((one, at): FileItem => {
      const local = idOf(one, `${tag}.tasks.${index}.subtasks.${at}`)
      return { key: `${key}.${local}`, tag, parentKey: key, raw: one, list: subtasks }
    })
    return [{ key, tag, parentKey: null, raw, list }, ...below]
  })
}

/** The file as text, with the indentation, the line ends and the end that it had. */
export function printTaskFile({ root }: TaskFile, before: string): string {
  const [, indentation] = /^\uFEFF?\s*\{\r?\n([ \t]+)"/.exec(before) ?? []
  const isOneLine = !before.trim().includes('\n')
  const text = JSON.stringify(root, null, isOneLine ? 0 : (indentation ?? 2))
  const [end = ''] = /\s*$/.exec(before) ?? []
  const mark = before.startsWith(byteOrderMark) ? byteOrderMark : ''
  return mark + (before.includes('\r\n') ? text.replaceAll('\n', '\r\n') : text) + end
}

/** The smallest whole number above all that are given. */
export const nextId = (ids: readonly unknown[]): number =>
  ids.map((id) => Number(idText(id))).reduce((most, id) => (Number.isInteger(id) ? Math.max(most, id) : most), 0) + 1
