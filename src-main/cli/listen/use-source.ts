import type { Client } from '#shared/contract/client.ts'
import { AppError } from '#shared/contract/problem.ts'
import type { Forwarding } from '#shared/model/forwarding.ts'
import type { Source } from '#shared/model/source.ts'
import { sourceNameOf } from './read-target.ts'

/** A source whose requests go to the app while one listens. */
export type UsedSource = {
  what: string
  source: Source
  /** True from `sendOn` on. */
  isSet: () => boolean
  /** From now on its requests go to the app. */
  sendOn: () => Promise<void>
  /** False, once somebody else has changed where they go. */
  isOurs: () => Promise<boolean>
  /** Its requests go where they went before. */
  undo: () => Promise<void>
}

export type SourceChoice = { target: string; name: string | undefined; mode: 'relay' | 'forward' }

/** The source with an id or a name. Throws `bad-input` where several have the name. */
function findNamed(sources: readonly Source[], wanted: string): Source | undefined {
  const named = sources.filter(({ name }) => name === wanted)
  const found = sources.find(({ id }) => id === wanted) ?? named[0]
  if (named.length < 2 || found?.id === wanted) return found
  const ids = named.map(({ id, url }) => `  ${id}  ${url}`).join('\n')
  throw new AppError(
    'bad-input',
    `${named.length} sources are called “${wanted}”. Say which one by its id: --source <id>\n${ids}`,
  )
}

/** Takes the source of that name or id, or makes it; without a name, the one that is kept for this app. */
export async function useSource(client: Client, { target, name, mode }: SourceChoice): Promise<UsedSource> {
  const wanted = name ?? sourceNameOf(target)
  const { items } = await client('sources.list', {})
  const source = findNamed(items, wanted) ?? (await client('sources.create', { name: wanted, targetUrl: target }))
  const { id, forwarding: before } = source
  const ours: Forwarding = { ...before, mode, targets: [target] }
  // A source that is kept for this alone is left without a target, even where a listener was killed in between.
  const after: Forwarding = name === undefined ? { ...before, mode: 'off', targets: [] } : before
  let isSet = false
  const isOurs = async (): Promise<boolean> => {
    if (!isSet) return true
    const { forwarding, deletedAt } = await client('sources.get', { id })
    return deletedAt === null && forwarding.mode === mode && forwarding.targets[0] === target
  }
  return {
    what: `Where the requests of “${source.name}” go`,
    source,
    isSet: () => isSet,
    isOurs,
    async sendOn() {
      await client('sources.update', { id, forwarding: ours })
      isSet = true
    },
    async undo() {
      if (isSet && (await isOurs())) await client('sources.update', { id, forwarding: after })
    },
  }
}
