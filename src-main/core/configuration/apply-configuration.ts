import type { Configuration, ConfigurationChange, ConfigurationItem } from '#shared/model/configuration.ts'
import { ConfigurationNoun } from '#shared/model/configuration.ts'
import { firstIssueWords } from '#shared/contract/issue-words.ts'
import type { CallContext } from '#main/core/handlers/handlers.ts'
import { differences } from './differences.ts'
import type { Kind, Known } from './kinds.ts'
import { fillSecrets } from './placeholders.ts'
import { bad, itemsOf } from './read-configuration.ts'
import type { Names } from './references.ts'
import { byIds, byNames } from './references.ts'

type Kinds = Record<ConfigurationNoun, Kind>
type All = Record<ConfigurationNoun, Known[]>

const nouns = ConfigurationNoun.options

/** All that there is, by kind. */
export async function listAll(kinds: Kinds, context: CallContext): Promise<All> {
  const entries: [ConfigurationNoun, Known[]][] = []
  for (const noun of nouns) entries.push([noun, await kinds[noun].list(context)])
  return Object.fromEntries(entries) as All
}

export const namesIn = (all: All): Names => ({
  nameOf: (noun, id) => all[noun].find((known) => known.id === id)?.item.name ?? id,
  idOf: (noun, name) => knownByName(all, noun, name)?.id ?? null,
})

function knownByName(all: All, noun: ConfigurationNoun, name: string): Known | undefined {
  const known = all[noun].filter(({ item }) => item.name === name)
  if (known.length < 2) return known[0]
  const ids = known.map(({ id }) => id).join(', ')
  throw bad(`${known.length} ${noun}s are called “${name}”: ${ids}. Things are known by their names here: rename one.`)
}

/** What a file would change. A name that the file itself brings is known, though nothing has it yet. */
export async function planConfiguration(
  kinds: Kinds,
  configuration: Configuration,
  context: CallContext,
): Promise<ConfigurationChange[]> {
  const all = await listAll(kinds, context)
  const names = namesIn(all)
  const brought = (noun: ConfigurationNoun, name: string): boolean =>
    itemsOf(configuration, noun).some((item) => item.name === name)
  const either: Names = {
    ...names,
    idOf: (noun, name) => names.idOf(noun, name) ?? (brought(noun, name) ? name : null),
  }
  return nouns.flatMap((noun) =>
    itemsOf(configuration, noun).map((item): ConfigurationChange => {
      byIds(noun, item, either)
      const known = knownByName(all, noun, item.name)
      if (known?.isFixed)
        throw bad(`The ${noun} “${item.name}” comes with Creel and cannot be changed. Choose another name.`)
      const wanted = read(kinds[noun], noun, item)
      const fields = differences(known ? byNames(noun, known.item, names) : null, wanted)
      return { noun, name: item.name, kind: !known ? 'create' : fields.length > 0 ? 'update' : 'unchanged', fields }
    }),
  )
}

/** A thing with the defaults of its fields, so that what is left out within one of them is no difference. */
function read({ shape }: Kind, noun: ConfigurationNoun, item: ConfigurationItem): ConfigurationItem {
  const entries = Object.entries(item).map(([name, value]) => {
    // A reference by name is no id yet: it is looked at when it is applied.
    const isReference = name === 'actions' || name === 'templateId'
    if (isReference || !shape[name]) return [name, value]
    const parsed = shape[name].safeParse(value)
    if (parsed.success) return [name, parsed.data]
    throw bad(`The field ${name} of the ${noun} “${item.name}” is not right. ${firstIssueWords(parsed.error)}`)
  })
  return Object.fromEntries(entries) as ConfigurationItem
}

type Applying = {
  changes: readonly ConfigurationChange[]
  secrets: Readonly<Record<string, string>>
  missing: Set<string>
}

/** Carries out what was planned, kind by kind, so that each finds what it refers to. */
export async function applyConfiguration(
  kinds: Kinds,
  configuration: Configuration,
  { changes, secrets, missing }: Applying,
  context: CallContext,
): Promise<void> {
  for (const { noun, name, kind, fields } of changes) {
    const item = itemsOf(configuration, noun).find((one) => one.name === name)
    if (!item || kind === 'unchanged') continue
    const all = await listAll(kinds, context)
    const own = new Set<string>()
    const filled = fillSecrets(byIds(noun, item, namesIn(all)), secrets, own) as ConfigurationItem
    for (const secret of own) missing.add(secret)
    const known = knownByName(all, noun, name)
    if (known) {
      const changed = fields.map(({ path }) => [path, filled[path]])
      await kinds[noun].update(known.id, Object.fromEntries(changed) as Record<string, unknown>, context)
    } else {
      if (own.size > 0) throw bad(`The ${noun} “${name}” is new, and nothing was given for ${[...own].join(', ')}.`)
      await kinds[noun].create(filled, context)
    }
  }
}
