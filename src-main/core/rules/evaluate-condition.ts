import type { ConditionPart, ConditionRule } from '#shared/rules/condition.ts'
import { isExpression, isGroup } from '#shared/rules/condition.ts'
import { changeField } from './change-field.ts'
import { evaluators } from './operators.ts'
import type { RequestFacts } from './request-facts.ts'

/** Whether an expression holds; asked only where a condition may have any. */
export type HoldsExpression = (cel: string) => boolean

const noExpressions: HoldsExpression = () => false

/** Whether a condition holds for a request or an event. An empty group is true. `validateConditions` has limited its depth. */
export function evaluateCondition(
  condition: ConditionPart,
  facts: RequestFacts,
  holdsExpression: HoldsExpression = noExpressions,
): boolean {
  if (isExpression(condition)) return holdsExpression(condition.cel)
  if (!isGroup(condition)) return evaluateRule(condition, facts)
  const holds = (part: ConditionPart): boolean => evaluateCondition(part, facts, holdsExpression)
  const { combinator, rules } = condition
  const isTrue = combinator === 'and' || rules.length === 0 ? rules.every(holds) : rules.some(holds)
  return condition.not === true ? !isTrue : isTrue
}

/** What a comparison compares. */
export const valuesOfRule = ({ field, operator }: ConditionRule, facts: RequestFacts): readonly unknown[] =>
  facts(operator === 'changed' || operator === 'changedTo' ? changeField.of(field) : field)

/** Whether one comparison holds. */
export const evaluateRule = (rule: ConditionRule, facts: RequestFacts): boolean =>
  evaluators[rule.operator](valuesOfRule(rule, facts), rule.value)
