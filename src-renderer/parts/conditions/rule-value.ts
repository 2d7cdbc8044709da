import type { ConditionRule, OperatorName } from '#shared/rules/condition.ts'
import { operators } from '#shared/rules/condition.ts'

/** What a condition is about. */
export type ConditionSubject = 'request' | 'event'

/** The operators that can be asked: what has changed is known of events only. */
export const operatorsOf = (subject: ConditionSubject): OperatorName[] =>
  (Object.keys(operators) as OperatorName[]).filter(
    (name) => subject === 'event' || (name !== 'changed' && name !== 'changedTo'),
  )

/** The value of a rule as text to type in; a list has commas. */
export const printRuleValue = ({ value }: ConditionRule): string =>
  Array.isArray(value) ? value.join(', ') : value === undefined ? '' : String(value)

/** Reads a value as the operator takes it; null where it takes a number and this is none. */
export function readRuleValue(operator: OperatorName, text: string): ConditionRule['value'] | null {
  const { takes } = operators[operator]
  if (takes === 'nothing') return undefined
  if (takes === 'list')
    return text
      .split(',')
      .map((item) => item.trim())
      .filter(Boolean)
  if (takes !== 'number') return text
  return text.trim() === '' || Number.isNaN(Number(text)) ? null : Number(text)
}

/** The rule with another operator; its value is kept as far as the operator takes it. */
export function withOperator(rule: ConditionRule, operator: OperatorName): ConditionRule {
  const value = readRuleValue(operator, printRuleValue(rule))
  const { field } = rule
  if (value === undefined) return { field, operator }
  return { field, operator, value: value ?? 0 }
}
