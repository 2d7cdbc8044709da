import { matchesEventType } from '#shared/rules/event-filter.ts'

/** Finds what takes a type of event, without looking at what does not. */
export type EventTypeIndex<Item> = { find: (type: string) => readonly Item[] }

/** Whole types lie in a map, `task.*` in a map of beginnings; only patterns with a `*` elsewhere are tried one by one. */
export function createEventTypeIndex<Item>(
  items: readonly Item[],
  patternsOf: (item: Item) => readonly string[],
): EventTypeIndex<Item> {
  const exact = new Map<string, number[]>()
  const beginnings = new Map<string, number[]>()
  const others: number[] = []
  const put = (map: Map<string, number[]>, key: string, place: number): void => {
    const known = map.get(key)
    if (known) known.push(place)
    else map.set(key, [place])
  }
  items.forEach((item, place) => {
    for (const pattern of patternsOf(item)) {
      const beginning = pattern.endsWith('.*') ? pattern.slice(0, -'.*'.length) : null
      if (!pattern.includes('*')) put(exact, pattern, place)
      else if (beginning !== null && !beginning.includes('*')) put(beginnings, beginning, place)
      else others.push(place)
    }
  })

  const candidates = (type: string): Set<number> => {
    const found = new Set<number>([...(exact.get(type) ?? []), ...others])
    for (let dot = type.indexOf('.'); dot !== -1; dot = type.indexOf('.', dot + 1)) {
      for (const place of beginnings.get(type.slice(0, dot)) ?? []) found.add(place)
    }
    return found
  }

  return {
    find(type) {
      const found = [...candidates(type)].toSorted((one, other) => one - other)
      return found.flatMap((place) => {
        const item = items[place]
        return item !== undefined && matchesEventType(patternsOf(item), type) ? [item] : []
      })
    },
  }
}
