import { faultWords } from '#shared/contract/issue-words.ts'
import { AppError } from '#shared/contract/problem.ts'

/** What the server says is wrong below a path such as `answer.status`; the whole message where it names no place. */
export function errorAt(error: Error | null, path: string): string | null {
  if (error === null) return null
  const errors = error instanceof AppError ? (error.errors ?? []) : []
  if (errors.length === 0) return error.message
  const found = errors.find((one) => one.path === path || one.path.startsWith(`${path}.`))
  return found ? faultWords(found.message) : null
}
