import { z } from 'zod'

/**
 * A pattern of event types: a type as it is, or with `*` for a part. At the end `*` stands for one part or more:
 * `task.*` finds `task.created` and `task.comment.added`, `*` finds everything.
 */
export const EventPattern = z
  .string()
  .max(128)
  .regex(
    /^(\*|[A-Za-z0-9_]+)(\.(\*|[A-Za-z0-9_]+))*$/,
    'must be a type such as task.created, or one with * for a part, such as task.* or *',
  )
export type EventPattern = z.infer<typeof EventPattern>

/** Creel's own events: a pattern that begins with `*` leaves them out, so that nobody is told of itself unasked. */
const ownStart = 'system'

/** Whether any of some patterns finds a type. */
export const matchesEventType = (patterns: readonly string[], type: string): boolean =>
  patterns.some((pattern) => pattern === type || matchesPattern(pattern.split('.'), type.split('.')))

function matchesPattern(pattern: readonly string[], type: readonly string[]): boolean {
  if (pattern[0] === '*' && type[0] === ownStart) return false
  const isOpen = pattern.at(-1) === '*'
  if (isOpen ? type.length < pattern.length : type.length !== pattern.length) return false
  return pattern.every((part, index) => part === '*' || part === type[index])
}
