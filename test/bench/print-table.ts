import type { Result } from './result.ts'

const columns = ['id', 'what', 'floor', 'goal', 'measured', 'verdict'] as const

/** All results as one table of text, the notes below it. */
export function tableOf(results: readonly Result[]): string {
  const rows = [
    Object.fromEntries(columns.map((column) => [column, column])) as Record<(typeof columns)[number], string>,
    ...results,
  ]
  const widths = columns.map((column) => Math.max(...rows.map((row) => row[column].length)))
  const lines = rows.map((row) => columns.map((column, index) => row[column].padEnd(widths[index] ?? 0)).join('  '))
  const notes = results.flatMap(({ id, what, notes }) => notes.map((note) => `${id} ${what}: ${note}`))
  return [...lines, '', ...notes].map((line) => line.trimEnd()).join('\n')
}
