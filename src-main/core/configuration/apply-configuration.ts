import type { Configuration, ConfigurationChange, ConfigurationItem } from '#shared/model/configuration.ts'
import { ConfigurationNoun } from '#shared/model/configuration.ts'
import { firstIssueWords } from '#shared/contract/issue-words.ts'
import { AppError } from '#shared/contract/problem.ts'
import type { Tx } from '#main/core/database/handles.ts'
import type { Writer } from '#main/core/database/writer.ts'
import type { CallContext } from '#main/core/handlers/handlers.ts'
import { differences } from './differences.ts'
import type { Kind, Known, Pending } from './kinds.ts'
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
  writer: Writer
  changes: readonly ConfigurationChange[]
  secrets: Readonly<Record<string, string>>
}

type Planned = Pending & { noun: ConfigurationNoun }

/**
 * Carries out what was planned, all of it or nothing: each change is checked before the first is written, and all are
 * written in one commit. Answers the placeholders that nothing was given for.
 */
export async function applyConfiguration(
  kinds: Kinds,
  configuration: Configuration,
  { writer, changes, secrets }: Applying,
  context: CallContext,
): Promise<string[]> {
  const missing = new Set<string>()
  const planned = await prepareAll(kinds, configuration, { changes, secrets, missing }, context)
  await writer.write((tx) => writeAll(tx, planned))
  for (const noun of nouns) {
    const ids = planned.filter((one) => one.noun === noun).map(({ id }) => id)
    if (ids.length > 0) await kinds[noun].finish(ids)
  }
  return [...missing]
}

async function writeAll(tx: Tx, planned: readonly Planned[]): Promise<void> {
  for (const { write } of planned) await write(tx)
}

/** Checks kind by kind, so that each finds what it refers to among what there is and what comes with it. */
async function prepareAll(
  kinds: Kinds,
  configuration: Configuration,
  { changes, secrets, missing }: Omit<Applying, 'writer'> & { missing: Set<string> },
  context: CallContext,
): Promise<Planned[]> {
  const all = await listAll(kinds, context)
  const known = namesIn(all)
  const made = new Map<string, string>()
  const names: Names = { ...known, idOf: (noun, name) => made.get(`${noun} ${name}`) ?? known.idOf(noun, name) }
  const brought = new Set<string>()
  const planned: Planned[] = []
  for (const { noun, name, kind, fields } of changes) {
    const item = itemsOf(configuration, noun).find((one) => one.name === name)
    if (!item || kind === 'unchanged') continue
    const own = new Set<string>()
    const filled = fillSecrets(byIds(noun, item, names), secrets, own) as ConfigurationItem
    for (const secret of own) missing.add(secret)
    const id = knownByName(all, noun, name)?.id
    const changed = Object.fromEntries(fields.map(({ path }) => [path, filled[path]]))
    if (id === undefined && own.size > 0)
      throw bad(`The ${noun} “${name}” is new, and nothing was given for ${[...own].join(', ')}.`)
    const pending = await named(noun, name, () =>
      id === undefined
        ? kinds[noun].create(filled, context, brought)
        : kinds[noun].update(id, changed, context, brought),
    )
    made.set(`${noun} ${name}`, pending.id)
    brought.add(pending.id)
    planned.push({ ...pending, noun })
  }
  return planned
}

/** What is refused by the rules of its kind is told with its name. */
async function named<Result>(noun: ConfigurationNoun, name: string, check: () => Promise<Result>): Promise<Result> {
  try {
    return await check()
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    throw bad(`The ${noun} “${name}” is refused: ${error.message}`)
  }
}
