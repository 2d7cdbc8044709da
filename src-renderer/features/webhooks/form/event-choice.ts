import type { EventType } from '#shared/model/event-type.ts'

/** The pattern of all events but Creel's own. */
export const everything = '*'

/** Types that are listed together. */
export type EventGroup = { name: string; types: readonly Pick<EventType, 'name' | 'description'>[] }

/** The pattern of all types of a group. */
export const groupPattern = (name: string): string => `${name}.*`

/** The types by group, in the order of the catalogue; each type once, whatever versions it has. */
export function groupsOf(types: readonly EventType[]): EventGroup[] {
  const newest = new Map(types.map((type) => [type.name, type]))
  const byGroup = Map.groupBy(newest.values(), ({ group }) => group)
  return [...byGroup].map(([name, members]) => ({ name, types: members }))
}

/** The chosen patterns with a type more or less. */
export const chooseType = (events: readonly string[], name: string, isChosen: boolean): string[] =>
  isChosen ? [...events, name] : events.filter((event) => event !== name)

/** The chosen patterns with a whole group more or less; its single types go with it. */
export function chooseGroup(events: readonly string[], group: EventGroup, isChosen: boolean): string[] {
  const pattern = groupPattern(group.name)
  const own = new Set([pattern, ...group.types.map(({ name }) => name)])
  const others = events.filter((event) => !own.has(event))
  return isChosen ? [...others, pattern] : others
}

/** The chosen patterns that have no box of their own. */
export function otherPatterns(events: readonly string[], types: readonly EventType[]): string[] {
  const boxes = new Set(types.flatMap(({ name, group }) => [name, groupPattern(group)]))
  return events.filter((event) => event !== everything && !boxes.has(event))
}
