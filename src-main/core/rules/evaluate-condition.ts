import type { ConditionGroup, ConditionRule } from '#shared/rules/condition.ts'
import { changeField } from './change-field.ts'
import { evaluators } from './operators.ts'
import type { RequestFacts } from './request-facts.ts'

/** Whether a condition holds for a request or an event. An empty group is true. `validateConditions` has limited its depth. */
export function evaluateCondition(condition: ConditionGroup | ConditionRule, facts: RequestFacts): boolean {
  if (!('combinator' in condition)) {
    const { field, operator, value } = condition
    const asked = operator === 'changed' || operator === 'changedTo' ? changeField.of(field) : field
    return evaluators[operator](facts(asked), value)
  }
  const holds = (rule: ConditionGroup | ConditionRule): boolean => evaluateCondition(rule, facts)
  const { combinator, rules } = condition
  const isTrue = combinator === 'and' || rules.length === 0 ? rules.every(holds) : rules.some(holds)
  return condition.not === true ? !isTrue : isTrue
}
