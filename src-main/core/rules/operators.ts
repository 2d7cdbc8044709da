import type { ConditionRule, OperatorName } from '#shared/rules/condition.ts'
import { compilePattern } from './pattern.ts'

type Wanted = ConditionRule['value']
/** Compares what a field holds, possibly several values, with what the rule wants. */
type Operator = (values: readonly unknown[], wanted: Wanted) => boolean

// Patterns run in linear time, but before the answer: what lies beyond is not looked at.
const maxMatchedLetters = 8192

/** A JSON scalar as the text that a person would write in a rule. */
function textOf(value: unknown): string | null {
  if (value === null) return 'null'
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : null
}

const anyText = (values: readonly unknown[], test: (text: string) => boolean): boolean =>
  values.some((value) => {
    const text = textOf(value)
    return text !== null && test(text)
  })

const is: Operator = (values, wanted) => anyText(values, (text) => text === textOf(wanted))

const isOneOf: Operator = (values, wanted) => {
  // A list may also have been written as `a, b`.
  const list = Array.isArray(wanted) ? wanted : (textOf(wanted) ?? '').split(',').map((item) => item.trim())
  return anyText(values, (text) => list.includes(text))
}

/** A text contains a part; a list contains an element. */
const contains: Operator = (values, wanted) => {
  const part = textOf(wanted)
  if (part === null) return false
  return values.some((value) => (Array.isArray(value) ? is(value, part) : (textOf(value)?.includes(part) ?? false)))
}

const matches: Operator = (values, wanted) => {
  const pattern = compilePattern(textOf(wanted) ?? '')
  return pattern !== null && anyText(values, (text) => pattern.matcher(text.slice(0, maxMatchedLetters)).find())
}

const decimal = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i

/** A number, also one that is written as decimal text; null for anything else. */
export function numberOf(value: unknown): number | null {
  if (typeof value === 'number') return value
  return typeof value === 'string' && decimal.test(value.trim()) ? Number(value) : null
}

const numeric =
  (compare: (left: number, right: number) => boolean): Operator =>
  (values, wanted) => {
    const right = numberOf(wanted)
    if (right === null) return false
    return values.some((value) => {
      const left = numberOf(value)
      return left !== null && compare(left, right)
    })
  }

const withText =
  (test: (text: string, part: string) => boolean): Operator =>
  (values, wanted) => {
    const part = textOf(wanted)
    return part !== null && anyText(values, (text) => test(text, part))
  }

const not =
  (operator: Operator): Operator =>
  (values, wanted) =>
    !operator(values, wanted)

/** What each operator does. Of several values one is enough; a negation needs all of them, and a missing field meets it. */
export const evaluators = {
  is,
  isNot: not(is),
  contains,
  doesNotContain: not(contains),
  isOneOf,
  isNotOneOf: not(isOneOf),
  startsWith: withText((text, part) => text.startsWith(part)),
  endsWith: withText((text, part) => text.endsWith(part)),
  matches,
  isMoreThan: numeric((left, right) => left > right),
  isAtLeast: numeric((left, right) => left >= right),
  isLessThan: numeric((left, right) => left < right),
  isAtMost: numeric((left, right) => left <= right),
  // Senders write `"pull_request": null` for what is not there.
  exists: (values) => values.some((value) => value !== null),
  // What they are given is what the field was changed to; a request has no earlier state that it could differ from.
  changed: (values) => values.length > 0,
  changedTo: is,
} satisfies Record<OperatorName, Operator>
