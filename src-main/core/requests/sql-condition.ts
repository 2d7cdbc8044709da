/**
 * A condition over the columns of `request`, with its parameters. `fromMs` and `beforeMs` say between which times it
 * can hold at all, so that a scan need not look elsewhere.
 */
export type SqlCondition = { sql: string; parameters: readonly unknown[]; fromMs?: number; beforeMs?: number }

/** The opposite; an unknown (null) counts as false, so its opposite is true. */
export const negate = ({ sql, parameters }: SqlCondition): SqlCondition => ({
  sql: `not coalesce((${sql}), 0)`,
  parameters,
})

/** Matches a column against text in which `*` stands for anything; case does not count. */
export function matchText(column: string, pattern: string): SqlCondition {
  if (!pattern.includes('*')) return { sql: `${column} = ? collate nocase`, parameters: [pattern] }
  const like = pattern.replaceAll(/[%_\\]/g, '\\$&').replaceAll(/\*+/g, '%')
  return { sql: `${column} like ? escape '\\'`, parameters: [like] }
}

export const receivedFrom = (ms: number): SqlCondition => ({ sql: 'receivedAt >= ?', parameters: [ms], fromMs: ms })

export const receivedBefore = (ms: number): SqlCondition => ({ sql: 'receivedAt < ?', parameters: [ms], beforeMs: ms })
