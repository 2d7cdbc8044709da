import type { JsonValue } from '#shared/model/event.ts'
import type { Verdict } from '#shared/model/trigger-test.ts'
import type { ConditionPart, ConditionRule } from '#shared/rules/condition.ts'
import { isExpression, isGroup } from '#shared/rules/condition.ts'
import { evaluateRule, valuesOfRule } from '#main/core/rules/evaluate-condition.ts'
import type { RequestFacts } from '#main/core/rules/request-facts.ts'
import type { Expressions } from './live-trigger.ts'
import { askExpression } from './match-trigger.ts'
import type { EventToMatch } from './match-trigger.ts'

const shownLetters = 200

/** What each comparison of a condition found, in the order in which they stand. */
export function judgeCondition(
  part: ConditionPart,
  event: Pick<EventToMatch, 'facts' | 'subject'>,
  expressions: Expressions,
  path = '',
): Verdict[] {
  if (isExpression(part)) {
    const { holds, reason } = askExpression(expressions, part.cel, event)
    return [{ path, holds, actual: null, isMissing: false, reason }]
  }
  if (!isGroup(part)) return [judgeRule(part, event.facts(), path)]
  const start = path === '' ? 'rules' : `${path}.rules`
  return part.rules.flatMap((rule, index) => judgeCondition(rule, event, expressions, `${start}.${index}`))
}

function judgeRule(rule: ConditionRule, facts: RequestFacts, path: string): Verdict {
  const values = valuesOfRule(rule, facts)
  const actual = values.length > 1 ? (values as JsonValue[]) : ((values[0] ?? null) as JsonValue)
  return {
    path,
    holds: evaluateRule(rule, facts),
    actual: shortened(actual),
    isMissing: values.length === 0,
    reason: null,
  }
}

/** As much of a value as a row has room for. */
function shortened(value: JsonValue): JsonValue {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  if (text.length <= shownLetters) return value
  return `${text.slice(0, shownLetters)}…`
}
