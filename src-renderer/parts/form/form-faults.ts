import type { Reading } from '#shared/contract/issue-words.ts'
import { faultWords, issueWords } from '#shared/contract/issue-words.ts'
import { AppError } from '#shared/contract/problem.ts'

/** What the server finds wrong at a path such as `transport.url`. */
type Fault = { path: string; message: string }

/** What the schema finds wrong; `scale` is how many units of the value one shown unit is. */
export type Mistake = { path: string; words: (scale?: number) => string }

type Hit = (found: string, path: string) => boolean

/** Whether something was found at a path or at a place below it. */
export const isAt: Hit = (found, path) => found === path || found.startsWith(`${path}.`)

/** Whether something was found at a path itself: of a list, what no line of it is to blame for. */
export const isJustAt: Hit = (found, path) => found === path

/** What a refusal says field by field; nothing where it is about the whole. */
export const faultsOf = (error: Error | null): readonly Fault[] =>
  error instanceof AppError ? (error.errors ?? []) : []

/** What the server finds wrong at a path, in words; without `isHit` below it, too. */
export function faultAt(faults: readonly Fault[], path: string, isHit = isAt): string | null {
  const fault = faults.find((one) => isHit(one.path, path))
  return fault ? faultWords(fault.message) : null
}

/** What the server finds wrong where a form has no field, in words and with its place. */
export function faultElsewhere(faults: readonly Fault[], fields: readonly string[]): string | null {
  const fault = faults.find(({ path }) => !fields.some((field) => isAt(path, field)))
  return fault ? `${fault.path}: ${faultWords(fault.message)}` : null
}

type Schema = { safeParse: (value: unknown, options: { reportInput: true }) => Reading }

/** What a schema finds wrong with a form as it is filled in. */
export function mistakesIn(schema: Schema, draft: unknown): Mistake[] {
  const parsed = schema.safeParse(draft, { reportInput: true })
  if (parsed.success) return []
  return parsed.error.issues.map((issue) => ({
    path: issue.path.join('.'),
    words: (scale) => issueWords(issue, scale),
  }))
}
