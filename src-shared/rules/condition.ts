import { z } from 'zod'

/**
 * The operators of conditions, everywhere the same: answers, triggers, webhooks. `describe` puts one into words;
 * `takes` says what stands to its right.
 */
export const operators = {
  is: { words: 'is', takes: 'text' },
  isNot: { words: 'is not', takes: 'text' },
  contains: { words: 'contains', takes: 'text' },
  doesNotContain: { words: 'does not contain', takes: 'text' },
  isOneOf: { words: 'is one of', takes: 'list' },
  isNotOneOf: { words: 'is not one of', takes: 'list' },
  startsWith: { words: 'starts with', takes: 'text' },
  endsWith: { words: 'ends with', takes: 'text' },
  matches: { words: 'matches', takes: 'pattern' },
  isMoreThan: { words: 'is more than', takes: 'number' },
  isAtLeast: { words: 'is at least', takes: 'number' },
  isLessThan: { words: 'is less than', takes: 'number' },
  isAtMost: { words: 'is at most', takes: 'number' },
  exists: { words: 'exists', takes: 'nothing' },
  changed: { words: 'changed', takes: 'nothing' },
  changedTo: { words: 'changed to', takes: 'text' },
} as const satisfies Record<string, { words: string; takes: 'text' | 'list' | 'pattern' | 'number' | 'nothing' }>

/** What fields there are, in words. */
export const fieldWords = 'method, path, event, source, body, header.…, query.…, body.…, data.… and metadata.…'

const fieldName = /^(method|path|event|source|(header|query|data|metadata)\.\S+|body(\.\S+)?)$/

/** Whether there can be a field of that name. */
export const isField = (name: string): boolean => fieldName.test(name)

export type OperatorName = keyof typeof operators
export const OperatorName = z.enum(Object.keys(operators) as [OperatorName, ...OperatorName[]])

/**
 * One comparison. Of a request `field` is `method`, `path`, `event`, `header.<name>`, `query.<name>` or
 * `body.<json path>`; of an event `event`, `source`, `data.<json path>` or `metadata.<json path>`, and where the event
 * is a request all of a request's as well.
 */
export const ConditionRule = z.object({
  field: z.string().regex(fieldName, `is not a field; fields are ${fieldWords}`),
  operator: OperatorName,
  value: z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]).optional(),
})
export type ConditionRule = z.infer<typeof ConditionRule>

/**
 * A comparison as an expression of CEL (https://cel.dev), for triggers. It sees `type`, `source`, `data`, `metadata`
 * and `requestId` of the event. Numbers of JSON are doubles: `data.total > 100.0`. A missing field makes it untrue.
 */
export const ConditionExpression = z.object({ cel: z.string().trim().min(1).max(2000) })
export type ConditionExpression = z.infer<typeof ConditionExpression>

/** A part of a condition. */
export type ConditionPart = ConditionGroup | ConditionRule | ConditionExpression

/** A tree of comparisons, in the shape of react-querybuilder's rule groups. An empty group is true. */
export type ConditionGroup = {
  combinator: 'and' | 'or'
  not?: boolean | undefined
  rules: ConditionPart[]
}
export const ConditionGroup: z.ZodType<ConditionGroup> = z
  .object({
    combinator: z.enum(['and', 'or']),
    not: z.boolean().optional(),
    get rules() {
      return z.array(z.union([ConditionGroup, ConditionRule, ConditionExpression])).max(50)
    },
  })
  .meta({ id: 'ConditionGroup' })

/** A part that has parts. */
export const isGroup = (part: ConditionPart): part is ConditionGroup => 'combinator' in part

/** A part that is an expression. */
export const isExpression = (part: ConditionPart): part is ConditionExpression => 'cel' in part

/** A condition as a person would say it: `method is “POST” and body.type starts with “invoice.”`. */
export function describeCondition(condition: ConditionPart): string {
  if (isExpression(condition)) return condition.cel
  if (!isGroup(condition)) return describeRule(condition)
  const parts = condition.rules.map((rule) =>
    isGroup(rule) || isExpression(rule) ? `(${describeCondition(rule)})` : describeRule(rule),
  )
  const sentence = parts.length === 0 ? 'always' : parts.join(` ${condition.combinator} `)
  return condition.not ? `not (${sentence})` : sentence
}

function describeRule({ field, operator, value }: ConditionRule): string {
  const { words, takes } = operators[operator]
  if (takes === 'nothing') return `${field} ${words}`
  const text = Array.isArray(value) ? value.join(', ') : String(value ?? '')
  return `${field} ${words} “${text}”`
}
