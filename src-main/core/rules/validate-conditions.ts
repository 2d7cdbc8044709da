import type { ConditionGroup, ConditionPart, ConditionRule } from '#shared/rules/condition.ts'
import { isExpression, isGroup, operators } from '#shared/rules/condition.ts'
import { numberOf } from './operators.ts'
import { compilePattern, maxPatternLetters } from './pattern.ts'

const maxDepth = 8
const maxRules = 200

/** What is wrong with a part of a condition; `path` is in the shape of a problem's errors: `rules.0.value`. */
export type ConditionFault = { path: string; message: string }

/** What is asked: of a request nothing earlier is known. */
export type Asked = 'request' | 'event'

/** What is wrong with an expression; null: nothing. */
export type CheckExpression = (cel: string) => string | null

type ValidateOptions = { path?: string; of?: Asked; checkExpression?: CheckExpression }

const noExpressions: CheckExpression = () => 'is an expression, which only triggers can have'

/** What a schema cannot see: patterns that do not compile, values that do not fit, questions that cannot be answered. */
export function validateConditions(
  condition: ConditionGroup,
  { path = '', of = 'request', checkExpression = noExpressions }: ValidateOptions = {},
): ConditionFault[] {
  const faults = faultsOf(condition, { path, depth: 1, of, checkExpression })
  const count = countRules(condition)
  return count > maxRules ? [...faults, { path, message: `has ${count} rules; ${maxRules} are the most` }] : faults
}

function faultsOf(
  condition: ConditionPart,
  { path, depth, of, checkExpression }: Required<ValidateOptions> & { depth: number },
): ConditionFault[] {
  if (isExpression(condition)) {
    const message = checkExpression(condition.cel)
    return message === null ? [] : [{ path: `${path}.cel`, message }]
  }
  if (!isGroup(condition)) return ruleFaults(condition, path, of)
  if (depth > maxDepth) return [{ path, message: `is nested more than ${maxDepth} deep` }]
  const start = path === '' ? 'rules' : `${path}.rules`
  const inside = { depth: depth + 1, of, checkExpression }
  return condition.rules.flatMap((rule, index) => faultsOf(rule, { path: `${start}.${index}`, ...inside }))
}

// Counts without recursion: the depth has no limit before it is checked.
function countRules(condition: ConditionGroup): number {
  const open: ConditionPart[] = [condition]
  let count = 0
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (isGroup(next)) open.push(...next.rules)
    else count += 1
  }
  return count
}

const checks = {
  nothing: () => null,
  text: (value) => (value === undefined || Array.isArray(value) ? 'needs a text' : null),
  list: (value) => (value === undefined ? 'needs a list' : null),
  number: (value) => (numberOf(value) === null ? 'needs a number' : null),
  pattern: patternFault,
} satisfies Record<
  (typeof operators)[keyof typeof operators]['takes'],
  (value: ConditionRule['value']) => string | null
>

function patternFault(value: ConditionRule['value']): string | null {
  if (typeof value !== 'string') return 'needs a pattern'
  if (value.length > maxPatternLetters) return `is longer than ${maxPatternLetters} letters`
  return compilePattern(value) === null
    ? 'is not a pattern of RE2 (which has no look-around and no back-references)'
    : null
}

const fieldsOf: Record<Asked, RegExp> = {
  request: /^(method|path|event|body|header\.|query\.|body\.)/,
  event: /./,
}

function ruleFaults({ field, operator, value }: ConditionRule, path: string, of: Asked): ConditionFault[] {
  if (!fieldsOf[of].test(field)) return [{ path: `${path}.field`, message: 'is not a field of a request' }]
  const asksForChange = operator === 'changed' || operator === 'changedTo'
  if (asksForChange && !(of === 'event' && field.startsWith('data.'))) {
    return [{ path: `${path}.operator`, message: `asks for an earlier ${field}, which a request does not have` }]
  }
  const message = checks[operators[operator].takes](value)
  return message === null ? [] : [{ path: `${path}.value`, message }]
}
