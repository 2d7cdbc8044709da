import type { ConfigurationItem, ConfigurationNoun } from '#shared/model/configuration.ts'
import type { Known } from './kinds.ts'
import { byNames } from './references.ts'

const nouns: readonly ConfigurationNoun[] = ['template', 'source', 'webhook', 'trigger']

/** Why a file of all that there is would be refused where it is applied, and what to do about it. */
export const exportWarnings = (all: Record<ConfigurationNoun, Known[]>): string[] =>
  nouns.flatMap((noun) => [
    ...twinsOf(all[noun]).map(
      (name) => `Several ${noun}s are called “${name}”: a file knows things by their names. Rename one.`,
    ),
    ...all[noun].flatMap(({ item }) => goneOf(noun, item, all)),
  ])

/** The names that several things have, of which one may be changed. */
function twinsOf(things: readonly Known[]): string[] {
  const names = new Set<string>()
  const twins = new Set<string>()
  for (const { item } of things) (names.has(item.name) ? twins : names).add(item.name)
  return [...twins]
}

/** What a thing refers to and nobody has. */
function goneOf(noun: ConfigurationNoun, item: ConfigurationItem, all: Record<ConfigurationNoun, Known[]>): string[] {
  const warnings: string[] = []
  byNames(noun, item, {
    idOf: () => null,
    nameOf(of, id) {
      const isKnown = all[of].some((known) => known.id === id)
      // Events also name sources that there are not: those are no references.
      if (!isKnown && of !== 'source')
        warnings.push(`The ${noun} “${item.name}” refers to the ${of} ${id}, which is gone. Give it another.`)
      return id
    },
  })
  return warnings
}
