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

export type OperatorName = keyof typeof operators
export const OperatorName = z.enum(Object.keys(operators) as [OperatorName, ...OperatorName[]])

/**
 * One comparison. Of a request `field` is `method`, `path`, `event`, `header.<name>`, `query.<name>` or
 * `body.<json path>`; of an event `event`, `source`, `data.<json path>` or `metadata.<json path>`, and where the event
 * is a request all of a request's as well.
 */
export const ConditionRule = z.object({
  field: z
    .string()
    .regex(/^(method|path|event|source|(header|query|data|metadata)\.\S+|body(\.\S+)?)$/, 'is not a field'),
  operator: OperatorName,
  value: z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]).optional(),
})
export type ConditionRule = z.infer<typeof ConditionRule>

/** A tree of comparisons, in the shape of react-querybuilder's rule groups. An empty group is true. */
export type ConditionGroup = {
  combinator: 'and' | 'or'
  not?: boolean | undefined
  rules: (ConditionGroup | ConditionRule)[]
}
export const ConditionGroup: z.ZodType<ConditionGroup> = z
  .object({
    combinator: z.enum(['and', 'or']),
    not: z.boolean().optional(),
    get rules() {
      return z.array(z.union([ConditionGroup, ConditionRule])).max(50)
    },
  })
  .meta({ id: 'ConditionGroup' })

const isGroup = (condition: ConditionGroup | ConditionRule): condition is ConditionGroup => 'combinator' in condition

/** A condition as a person would say it: `method is “POST” and body.type starts with “invoice.”`. */
export function describeCondition(condition: ConditionGroup | ConditionRule): string {
  if (isGroup(condition)) {
    const parts = condition.rules.map((rule) =>
      isGroup(rule) ? `(${describeCondition(rule)})` : describeCondition(rule),
    )
    const sentence = parts.length === 0 ? 'always' : parts.join(` ${condition.combinator} `)
    return condition.not ? `not (${sentence})` : sentence
  }
  const { words, takes } = operators[condition.operator]
  if (takes === 'nothing') return `${condition.field} ${words}`
  const value = Array.isArray(condition.value) ? condition.value.join(', ') : String(condition.value ?? '')
  return `${condition.field} ${words} “${value}”`
}
