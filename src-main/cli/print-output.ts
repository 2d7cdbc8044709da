import { printableJson, printableLine } from '#main/server/printable.ts'
import type { Terminal } from '#main/server/terminal.ts'
import type { OperationName } from '#shared/contract/operations.ts'
import { HeaderPairs } from '#shared/model/header-pairs.ts'
import { TaskChange } from '#shared/model/task.ts'
import { columnsOf } from './columns.ts'
import { reportOf } from './reports.ts'
import { alignTable, gap } from './table.ts'

/** Prints what an operation answered: as JSON, as a table, or line by line. */
export function printOutput(
  name: OperationName,
  output: unknown,
  asJson: boolean | undefined,
  terminal: Terminal,
): void {
  terminal.write(asJson ? `${printableJson(output)}\n` : forPeople(name, output, terminal.columns))
}

function forPeople(name: OperationName, output: unknown, width: number | null): string {
  if (output === null || output === undefined) return 'Done.\n'
  if (typeof output !== 'object') return `${printableLine(tell(output))}\n`
  const report = reportOf(name, output)
  if (report !== null) return report
  if (!('items' in output) || !Array.isArray(output.items)) return printFields(output)
  return printList(name, output.items as object[], 'nextCursor' in output ? output.nextCursor : null, width)
}

function printList(name: OperationName, items: object[], nextCursor: unknown, width: number | null): string {
  if (items.length === 0) return 'None.\n'
  const rows = items.map((item) => flatten(item))
  const columns = columnsOf(name, Object.keys(rows[0] ?? {}))
  const table = alignTable(
    columns.map(({ title }) => title),
    rows.map((row) => columns.map(({ field }) => printableLine(row[field] ?? ''))),
    width,
  )
  return typeof nextCursor === 'string' ? `${table}More: --cursor ${printableLine(nextCursor)}\n` : table
}

function printFields(output: object): string {
  const fields = Object.entries(flatten(output))
  const width = Math.max(0, ...fields.map(([name]) => name.length))
  const indent = `\n${' '.repeat(width + gap.length)}`
  return fields
    .map(([name, text]) => `${name.padEnd(width)}${gap}${text.split('\n').map(printableLine).join(indent)}\n`)
    .join('')
}

/** An object's values as text, those of objects in it under `outer.inner`, those of a list of objects under `outer.0.inner`. */
function flatten(value: object, prefix = ''): Record<string, string> {
  const parts = Object.entries(value).map(([name, inner]: [string, unknown]) => {
    const told = tellField(name, inner)
    if (told !== null) return { [prefix + name]: told }
    return isRecord(inner) || (Array.isArray(inner) && inner.length > 0 && inner.every(isRecord))
      ? flatten(inner, `${prefix}${name}.`)
      : { [prefix + name]: tell(inner) }
  })
  return Object.assign({}, ...parts) as Record<string, string>
}

/** What some fields say to people; null: what all others do. */
function tellField(name: string, value: unknown): string | null {
  if (name.endsWith('Ms') && typeof value === 'number') return String(Math.round(value * 10) / 10)
  if (name === 'path' && value === '') return '/'
  if (name === 'changes') return tellChanges(value)
  if (name === 'pause' && (value === null || isRecord(value))) return tellPause(value)
  return null
}

/** What was changed, from what to what; null: it is told otherwise. */
function tellChanges(value: unknown): string | null {
  const changes = TaskChange.array().min(1).safeParse(value)
  return changes.success
    ? changes.data.map(({ path, from, to }) => `${path}: ${tell(from)} → ${tell(to)}`).join('; ')
    : null
}

const tellPause = (pause: { until?: string | null } | null): string =>
  pause === null ? 'no' : `yes, until ${pause.until ?? 'it is resumed'}`

const isRecord = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function tell(value: unknown): string {
  if (value === null || value === undefined) return '–'
  const headers = HeaderPairs.min(1).safeParse(value)
  if (headers.success) return headers.data.map(([name, text]) => `${name}: ${text}`).join('\n')
  return typeof value === 'string' ? value : JSON.stringify(value)
}
