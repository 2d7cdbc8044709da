import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { RunningService } from './service.ts'
import { temporaryFolder } from './temporary-folder.ts'

/** A task of a tasks.json, with whatever it has. */
export type FileTask = Record<string, unknown> & { id: number | string; subtasks?: FileTask[] }
export type TagList = { tasks: FileTask[]; metadata?: Record<string, unknown> }

/** A project folder of Taskmaster's. */
export type TaskmasterFolder = {
  path: string
  file: string
  text: () => string
  read: () => Record<string, TagList>
  /** The tasks of a tag. */
  tasks: (tag?: string) => FileTask[]
  write: (content: unknown, indentation?: number | string) => void
  /** Changes the file as one does who knows nothing of Creel: whole, and at once. */
  edit: (change: (tags: Record<string, TagList>) => void) => void
  [Symbol.dispose]: () => void
}

export function taskmasterFolder(
  content: unknown = { master: { tasks: [], metadata: {} } },
  place = join('.taskmaster', 'tasks'),
): TaskmasterFolder {
  const folder = temporaryFolder()
  const file = join(folder.path, place, 'tasks.json')
  const read = (): Record<string, TagList> => JSON.parse(readFileSync(file, 'utf8')) as Record<string, TagList>
  const write: TaskmasterFolder['write'] = (given, indentation = 2) => {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(`${file}.draft`, typeof given === 'string' ? given : `${JSON.stringify(given, null, indentation)}\n`)
    renameSync(`${file}.draft`, file)
  }
  write(content)
  return {
    path: folder.path,
    file,
    read,
    write,
    text: () => readFileSync(file, 'utf8'),
    tasks: (tag = 'master') => read()[tag]?.tasks ?? [],
    edit(change) {
      const tags = read()
      change(tags)
      write(tags)
    },
    [Symbol.dispose]: () => folder[Symbol.dispose](),
  }
}

/** A task as Taskmaster writes one. */
export const fileTask = (id: number | string, title: string, more: Record<string, unknown> = {}): FileTask => ({
  id,
  title,
  description: `${title}.`,
  status: 'pending',
  dependencies: [],
  priority: 'medium',
  details: `How to: ${title}`,
  testStrategy: '',
  subtasks: [],
  ...more,
})

/** The types of all events but the first ones, oldest first. */
export async function eventTypesSince(creel: RunningService, count: number): Promise<string[]> {
  const { items } = await creel.call('events.list', { limit: 500 })
  return items
    .map(({ type }) => type)
    .toReversed()
    .slice(count)
}
