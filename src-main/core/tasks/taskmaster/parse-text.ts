import { TaskPriority } from '#shared/model/task.ts'

/** A task of Taskmaster's text form. Ids are as the text has them; subtasks are `44.1`. */
export type TextTask = {
  id: string
  parentId: string | null
  title: string
  description: string | null
  status: string
  priority: TaskPriority | null
  dependencies: string[]
}

const headLine = /^#\s*([A-Za-z ]+?):\s*(.*)$/
const subtaskLine = /^##\s*(\d+)\.\s*(.+?)\s*\[([a-z-]+)\]\s*$/i
const subtaskField = /^###\s*(Dependencies|Description):\s*(.*)$/i

const idsIn = (text: string): string[] => text.match(/\d+(?:\.\d+)*/g) ?? []

type Line = { kind: 'task' | 'subtask' | 'field' | 'subtask-field'; name: string; value: string; status: string }

/** Reads Taskmaster's text form, one task or many: `# Task ID:`, `# Title:` and so on, subtasks as `## 1. … [pending]`. */
export function parseTaskText(text: string): TextTask[] {
  const tasks: TextTask[] = []
  let task: TextTask | undefined
  for (const { kind, name, value, status } of text.split(/\r?\n/).flatMap(readLine)) {
    if (kind === 'task') tasks.push((task = newTask(value, null, { title: '', status })))
    else if (!task) continue
    else if (kind === 'subtask') tasks.push(newTask(`${task.id}.${name}`, task.id, { title: value, status }))
    else setField(kind === 'field' ? task : (tasks.at(-1) ?? task), name, value)
  }
  return tasks.filter(({ id, title }) => id !== '' && title !== '')
}

function readLine(line: string): Line[] {
  const [, number, title = '', status = 'pending'] = subtaskLine.exec(line) ?? []
  if (number !== undefined) return [{ kind: 'subtask', name: number, value: title, status }]
  const [, field, fieldValue = ''] = subtaskField.exec(line) ?? []
  if (field !== undefined) return [{ kind: 'subtask-field', name: field, value: fieldValue, status }]
  const [, head, value = ''] = headLine.exec(line) ?? []
  if (head === undefined) return []
  return [{ kind: /^task id$/i.test(head) ? 'task' : 'field', name: head, value: value.trim(), status: 'pending' }]
}

const newTask = (id: string, parentId: string | null, given: Pick<TextTask, 'title' | 'status'>): TextTask => ({
  id,
  parentId,
  ...given,
  description: null,
  priority: null,
  dependencies: [],
})

const setters: Record<string, (task: TextTask, value: string) => void> = {
  title: (task, value) => (task.title = value.trim().slice(0, 500)),
  status: (task, value) => (task.status = value.trim().toLowerCase()),
  priority: (task, value) => (task.priority = TaskPriority.safeParse(value.trim().toLowerCase()).data ?? null),
  description: (task, value) => (task.description = value.trim() || null),
  dependencies: (task, value) => (task.dependencies = idsIn(value)),
}

function setField(task: TextTask, name: string, value: string): void {
  const field = name.toLowerCase()
  if (Object.hasOwn(setters, field)) setters[field]?.(task, value)
}
