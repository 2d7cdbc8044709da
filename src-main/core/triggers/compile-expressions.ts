import type { ConditionGroup, ConditionPart } from '#shared/rules/condition.ts'
import { isExpression, isGroup } from '#shared/rules/condition.ts'
import type { Expressions } from './live-trigger.ts'

const expressionsIn = (part: ConditionPart): string[] => {
  if (isExpression(part)) return [part.cel]
  return isGroup(part) ? part.rules.flatMap(expressionsIn) : []
}

const none: Expressions = new Map()

/** Makes the expressions of conditions ready. CEL is loaded when the first one needs it. */
export async function compileExpressions(condition: ConditionGroup | null): Promise<Expressions> {
  const sources = condition === null ? [] : expressionsIn(condition)
  if (sources.length === 0) return none
  const { compileCel } = await import('#main/core/rules/cel.ts')
  return new Map(sources.map((source) => [source, compileCel(source)]))
}
