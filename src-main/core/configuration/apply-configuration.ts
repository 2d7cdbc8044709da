import type { Configuration, ConfigurationChange } from '#shared/model/configuration.ts'
import { ConfigurationNoun } from '#shared/model/configuration.ts'
import { schemaErrorWords } from '#shared/contract/issue-words.ts'
import { AppError } from '#shared/contract/problem.ts'
import type { Tx } from '#main/core/database/handles.ts'
import type { Writer } from '#main/core/database/writer.ts'
import type { CallContext } from '#main/core/handlers/handlers.ts'
import { differences } from './differences.ts'
import type { Kind, Known, Pending } from './kinds.ts'
import type { Secrets } from './placeholders.ts'
import { checkPlaceholders, fillSecrets, namedAlike } from './placeholders.ts'
import { bad, itemsOf } from './read-configuration.ts'
import { readItem } from './read-item.ts'
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

/** What a file would change, checked as it would be where it is made, and how it is written. */
export type PreparedConfiguration = {
  changes: ConfigurationChange[]
  planned: (Pending & { noun: ConfigurationNoun })[]
  /** The placeholders that nothing was given for. */
  missing: Set<string>
}

/**
 * Compares a file with what there is, and checks all that differs, kind by kind, so that each finds what it refers to
 * among what there is and what comes with it. Nothing is written. Throws `bad-input` with the name of what is refused.
 */
export async function prepareConfiguration(
  kinds: Kinds,
  configuration: Configuration,
  secrets: Secrets,
  context: CallContext,
): Promise<PreparedConfiguration> {
  const all = await listAll(kinds, context)
  const names = namesWith(namesIn(all))
  const brought = new Set<string>()
  const prepared: PreparedConfiguration = { changes: [], planned: [], missing: new Set() }
  for (const noun of nouns) {
    for (const item of itemsOf(configuration, noun)) {
      const known = knownByName(all, noun, item.name)
      const wanted = readItem(kinds[noun].shape, noun, byIds(noun, item, names))
      if (noun === 'webhook') checkPlaceholders(wanted)
      const change = changeOf(noun, known, { wanted, names, secrets })
      prepared.changes.push(change)
      if (change.kind === 'unchanged') continue
      const own = new Set<string>()
      const filled = fillSecrets(wanted, secrets, own) as typeof wanted
      for (const secret of own) prepared.missing.add(secret)
      if (!known && own.size > 0)
        throw bad(`The ${noun} “${item.name}” is new, and nothing was given for ${[...own].join(', ')}.`)
      const changed = Object.fromEntries(change.fields.map(({ path }) => [path, filled[path]]))
      const pending = await named(noun, item.name, () =>
        known ? kinds[noun].update(known.id, changed, context, brought) : kinds[noun].create(filled, context, brought),
      )
      names.add(noun, item.name, pending.id)
      brought.add(pending.id)
      prepared.planned.push({ ...pending, noun })
    }
  }
  return prepared
}

/** Names to which those of what is made are added. */
function namesWith(known: Names): Names & { add: (noun: ConfigurationNoun, name: string, id: string) => void } {
  const ids = new Map<string, string>()
  const madeNames = new Map<string, string>()
  return {
    idOf: (noun, name) => ids.get(`${noun} ${name}`) ?? known.idOf(noun, name),
    nameOf: (noun, id) => madeNames.get(id) ?? known.nameOf(noun, id),
    add(noun, name, id) {
      ids.set(`${noun} ${name}`, id)
      madeNames.set(id, name)
    },
  }
}

function changeOf(
  noun: ConfigurationNoun,
  known: Known | undefined,
  { wanted, names, secrets: given }: { wanted: Known['item']; names: Names; secrets: Secrets },
): ConfigurationChange {
  const { name } = wanted
  if (known?.isFixed) throw bad(`The ${noun} “${name}” comes with Creel and cannot be changed. Choose another name.`)
  const alike = known?.kept ? namedAlike(known.item, wanted, { kept: known.kept, given }) : known?.item
  const fields = differences(alike ? byNames(noun, alike, names) : null, byNames(noun, wanted, names))
  return { noun, name, kind: !known ? 'create' : fields.length > 0 ? 'update' : 'unchanged', fields }
}

/** Writes what was prepared, all of it in one commit or nothing, and brings it into force. */
export async function carryOutConfiguration(
  kinds: Kinds,
  planned: PreparedConfiguration['planned'],
  writer: Writer,
): Promise<void> {
  await writer.write((tx) => writeAll(tx, planned))
  for (const noun of nouns) {
    const ids = planned.filter((one) => one.noun === noun).map(({ id }) => id)
    if (ids.length > 0) await kinds[noun].finish(ids)
  }
}

async function writeAll(tx: Tx, planned: readonly Pending[]): Promise<void> {
  for (const { write } of planned) await write(tx)
}

/** What is refused by the rules of its kind is told with its name. */
async function named<Result>(noun: ConfigurationNoun, name: string, check: () => Promise<Result>): Promise<Result> {
  try {
    return await check()
  } catch (error) {
    const words = error instanceof AppError ? error.message : schemaErrorWords(error)
    if (words === null) throw error
    throw bad(`The ${noun} “${name}” is refused: ${words}`)
  }
}
