import type { ConditionGroup, ConditionPart, ConditionRule } from '#shared/rules/condition.ts'
import { isGroup } from '#shared/rules/condition.ts'
import type { ConditionSubject } from './rule-value.ts'

/** The way to a part: the place in each group, from the outermost in. */
export type PartPath = readonly number[]

/** Groups nest this deep in the builder; a deeper one is shown but not made. */
export const deepestGroup = 2

/** A comparison to start from. */
export const newRule = {
  request: { field: 'method', operator: 'is', value: 'POST' },
  event: { field: 'data.status', operator: 'is', value: '' },
} as const satisfies Record<ConditionSubject, ConditionRule>

/** An expression to start from. */
export const newExpression: ConditionPart = { cel: 'has(data.id)' }

/** A group to start from: one comparison, joined the other way than the group around it. */
export const newGroup = (around: ConditionGroup, subject: ConditionSubject): ConditionGroup => ({
  combinator: around.combinator === 'and' ? 'or' : 'and',
  rules: [newRule[subject]],
})

/** The tree with the part at `path` changed, or without it where `change` answers null. */
export function changeAt(
  group: ConditionGroup,
  path: PartPath,
  change: (part: ConditionPart) => ConditionPart | null,
): ConditionGroup {
  const [place, ...rest] = path
  const part = place === undefined ? undefined : group.rules[place]
  if (place === undefined || part === undefined) return group
  const changed = rest.length > 0 && isGroup(part) ? changeAt(part, rest, change) : change(part)
  return { ...group, rules: changed === null ? group.rules.toSpliced(place, 1) : group.rules.with(place, changed) }
}

/** The tree with a part added at the end of the group at `path`; an empty path is the outermost group. */
export function addTo(group: ConditionGroup, path: PartPath, part: ConditionPart): ConditionGroup {
  if (path.length === 0) return { ...group, rules: [...group.rules, part] }
  return changeAt(group, path, (found) => (isGroup(found) ? addTo(found, [], part) : found))
}
