import { matchesEventType } from '#shared/rules/event-filter.ts'

/** Types whose takers are remembered: senders can make up any number of types. */
const rememberedTypes = 1_000

/** Finds who takes a type of event, in the order in which they were given. */
export type EventIndex<Item> = (type: string) => readonly Item[]

/**
 * An index of who takes which types: those that name a type as it is are looked up, those with a `*` are asked, and
 * what was found is remembered.
 */
export function createEventIndex<Item>(
  items: readonly Item[],
  patternsOf: (item: Item) => readonly string[],
): EventIndex<Item> {
  const named = new Map<string, Set<number>>()
  const asked = new Map<number, string[]>()
  const remembered = new Map<string, readonly Item[]>()
  for (const [place, item] of items.entries()) {
    const [withStars, plain] = partition(patternsOf(item), (pattern) => pattern.includes('*'))
    if (withStars.length > 0) asked.set(place, withStars)
    for (const type of plain) named.set(type, (named.get(type) ?? new Set()).add(place))
  }
  const find = (type: string): readonly Item[] => {
    const places = new Set(named.get(type))
    for (const [place, patterns] of asked) if (matchesEventType(patterns, type)) places.add(place)
    return items.filter((_, place) => places.has(place))
  }

  return (type) => {
    const known = remembered.get(type)
    if (known) return known
    const found = find(type)
    if (remembered.size >= rememberedTypes) remembered.clear()
    remembered.set(type, found)
    return found
  }
}

function partition(texts: readonly string[], isFirst: (text: string) => boolean): [string[], string[]] {
  return [texts.filter(isFirst), texts.filter((text) => !isFirst(text))]
}
