import { z } from 'zod'
import type { TaskPriority, TaskStatus } from '#shared/model/task.ts'
import { TaskFields, TaskPriority as Priority, TaskStatus as Status } from '#shared/model/task.ts'
import { TaskId } from '#shared/model/id.ts'
import { firstIssueWords } from '#shared/contract/issue-words.ts'
import { readJsonPath } from './json-path.ts'

const Place = z.string().trim().max(500)

/** The fields that a mapping can fill, each with the places where its value is looked for where nothing else is said. */
export const mappedFields = {
  externalId: ['externalId', 'id'],
  title: ['title'],
  description: ['description'],
  status: ['status'],
  priority: ['priority'],
  assignee: ['assignee'],
  due: ['due'],
  labels: ['labels'],
  category: ['category'],
} as const satisfies Partial<Record<keyof TaskFields, readonly string[]>>

export type MappedField = keyof typeof mappedFields
export const mappedFieldNames = Object.keys(mappedFields) as [MappedField, ...MappedField[]]

/**
 * Where in another system's JSON the fields of a task stand: a path such as `issue.fields.summary`, or `=` and a text
 * that is always meant. `statuses` and `priorities` translate its words, and numbers by their digits.
 */
export const TaskMapping = z.object({
  fields: z
    .partialRecord(z.enum(mappedFieldNames), Place)
    .default({})
    .describe('By field a path into the body, or = and a text. Left out: the field of the same name.'),
  statuses: z
    .record(z.string().max(100), Status)
    .default({})
    .describe('What the other system’s words for a status mean.'),
  priorities: z.record(z.string().max(100), Priority).default({}).describe('What its words for a priority mean.'),
})
export type TaskMapping = z.infer<typeof TaskMapping>

type Fault = { path: string; message: string }

/** What a body says of a task. `taskId` where it names one of Creel's own. */
export type MappedTask = {
  taskId: string | null
  externalId: string | null
  changes: { [Field in Exclude<MappedField, 'externalId'>]?: TaskFields[Field] }
}

/** Words that other systems have for a status, folded: small letters and `_`. */
const statusWords: Readonly<Record<string, TaskStatus>> = {
  todo: 'open',
  to_do: 'open',
  new: 'open',
  pending: 'open',
  reopened: 'open',
  doing: 'in_progress',
  started: 'in_progress',
  review: 'waiting_for_approval',
  in_review: 'waiting_for_approval',
  waiting: 'waiting_for_approval',
  done: 'completed',
  closed: 'completed',
  resolved: 'completed',
  canceled: 'cancelled',
}

const priorityWords: Readonly<Record<string, TaskPriority>> = {
  lowest: 'low',
  minor: 'low',
  normal: 'medium',
  major: 'high',
  highest: 'critical',
  urgent: 'critical',
  blocker: 'critical',
}

const folded = (word: string): string =>
  word
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/g, '_')

/** Whether a value can be translated as a word: a text, or a number by its digits. */
export const isWord = (value: unknown): value is string | number =>
  typeof value === 'string' || typeof value === 'number'

function translate(value: unknown, own: Readonly<Record<string, string>>, usual: Readonly<Record<string, string>>) {
  if (!isWord(value)) return value
  const text = String(value)
  if (Object.hasOwn(own, text)) return own[text]
  const word = folded(text)
  return Object.hasOwn(usual, word) ? usual[word] : word
}

const textOf = (value: unknown): unknown => (typeof value === 'number' ? String(value) : value)

/** Someone as other systems write them: a text, or an object with an id, a name, a login or an e-mail address. */
function personOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return textOf(value)
  const { id, login, email, name, displayName } = value as Record<string, unknown>
  return { id: textOf(id ?? login ?? email ?? name ?? displayName), name: name ?? displayName ?? null }
}

function labelsOf(value: unknown): unknown {
  if (typeof value === 'string')
    return value
      .split(',')
      .map((label) => label.trim())
      .filter((label) => label !== '')
  if (!Array.isArray(value)) return value
  return value.map((label: unknown) =>
    typeof label === 'object' && label !== null ? readJsonPath(label, 'name') : label,
  )
}

const readers: Record<MappedField, (value: unknown, mapping: TaskMapping) => unknown> = {
  externalId: textOf,
  title: textOf,
  description: textOf,
  status: (value, { statuses }) => translate(value, statuses, statusWords),
  priority: (value, { priorities }) => translate(value, priorities, priorityWords),
  assignee: personOf,
  due: (value) => value,
  labels: labelsOf,
  category: (value) => value,
}

/** What was found for a field, and where: a path into the body, `=` and a text, or null where nothing stands. */
type Finding = { place: string | null; found: unknown }

function findingOf(body: unknown, field: MappedField, { fields }: TaskMapping): Finding {
  const given = fields[field]
  if (given?.startsWith('=')) return { place: given, found: given.slice(1) }
  const places: readonly string[] = given ? [given] : mappedFields[field]
  const place = places.find((path) => readJsonPath(body, path) !== undefined) ?? null
  return { place, found: place === null ? undefined : readJsonPath(body, place) }
}

const shape = TaskFields.pick({
  externalId: true,
  title: true,
  description: true,
  status: true,
  priority: true,
  assignee: true,
  due: true,
  labels: true,
  category: true,
}).shape

/** What a body says of one field: what stands where, what it means for the task, or what is wrong with it. */
export type FieldReading = Finding & { field: MappedField } & (
    | { kind: 'missing' }
    | { kind: 'fits'; value: unknown }
    | { kind: 'unfit'; message: string }
  )

function readField(body: unknown, field: MappedField, mapping: TaskMapping): FieldReading {
  const finding = { field, ...findingOf(body, field, mapping) }
  const value = readers[field](finding.found, mapping)
  if (value === undefined) return { ...finding, kind: 'missing' }
  const parsed = shape[field].safeParse(value)
  return parsed.success
    ? { ...finding, kind: 'fits', value: parsed.data }
    : { ...finding, kind: 'unfit', message: unfitWords(field, finding.found, firstIssueWords(parsed.error)) }
}

const wordsOf: Partial<Record<MappedField, readonly string[]>> = { status: Status.options, priority: Priority.options }

function unfitWords(field: MappedField, found: unknown, message: string): string {
  const words = wordsOf[field]
  return words && isWord(found) ? `“${found}” is none of ${words.join(', ')}` : message
}

/** Reads field by field what a body says of a task. */
export const readTaskFields = (body: unknown, mapping: TaskMapping): FieldReading[] =>
  mappedFieldNames.map((field) => readField(body, field, mapping))

/** Reads what a body says of a task. What it leaves out is left out; what cannot be is told by field. */
export function mapTask(
  body: unknown,
  mapping: TaskMapping,
): { kind: 'mapped'; task: MappedTask } | { kind: 'faulty'; errors: Fault[] } {
  const errors: Fault[] = []
  const values: Partial<Record<MappedField, unknown>> = {}
  for (const reading of readTaskFields(body, mapping)) {
    if (reading.kind === 'fits') values[reading.field] = reading.value
    if (reading.kind === 'unfit') errors.push({ path: reading.field, message: reading.message })
  }
  if (errors.length > 0) return { kind: 'faulty', errors }
  const { externalId = null, ...changes } = values as MappedTask['changes'] & { externalId?: string | null }
  const isOwn = TaskId.safeParse(externalId).success
  return { kind: 'mapped', task: { taskId: isOwn ? externalId : null, externalId: isOwn ? null : externalId, changes } }
}
