import { catalogue, catalogueEntry, schemaOfEntry } from '#shared/catalogue/catalogue.ts'
import type { CatalogueEntry } from '#shared/catalogue/catalogue-entry.ts'
import { AppError } from '#shared/contract/problem.ts'
import type { EventType, JsonSchema } from '#shared/model/event-type.ts'
import type { Event } from '#shared/model/event.ts'
import type { Reader } from '#main/core/database/handles.ts'
import type { StoredEventType } from '#main/core/database/stores/event-type-store.ts'
import { findEventType, listEventTypes } from '#main/core/database/stores/event-type-store.ts'

const groupOf = (name: string): string => name.split('.', 1)[0] ?? name

const fromCatalogue = (name: string, entry: CatalogueEntry): EventType => ({
  name,
  version: entry.version,
  group: entry.group,
  isOwn: false,
  description: entry.description,
  jsonSchema: schemaOfEntry(entry),
  sample: entry.sample as EventType['sample'],
  createdAt: null,
  updatedAt: null,
})

export const toEventType = (stored: StoredEventType): EventType => ({
  name: stored.name,
  version: stored.version,
  group: groupOf(stored.name),
  isOwn: true,
  description: stored.description,
  jsonSchema: JSON.parse(stored.jsonSchema) as JsonSchema,
  sample: JSON.parse(stored.sample) as Event['data'],
  createdAt: new Date(stored.createdAt).toISOString(),
  updatedAt: new Date(stored.updatedAt).toISOString(),
})

/** All types: those that come with Creel, then those that a workspace has described, each in its newest version. */
export async function listTypes(db: Reader, workspaceId: string): Promise<EventType[]> {
  const own = await listEventTypes(db, workspaceId)
  return [...Object.entries(catalogue).map(([name, entry]) => fromCatalogue(name, entry)), ...own.map(toEventType)]
}

/** One type, in a version or the newest; nothing where nobody has described it. */
export async function findType(
  db: Reader,
  which: { workspaceId: string; name: string; version: number | undefined },
): Promise<EventType | null> {
  const { name, version } = which
  const entry = catalogueEntry(name)
  if (entry) return version === undefined || version === entry.version ? fromCatalogue(name, entry) : null
  const own = await findEventType(db, which)
  return own ? toEventType(own) : null
}

/** The type. Throws `event-type-not-found`. */
export async function requireType(
  db: Reader,
  which: { workspaceId: string; name: string; version: number | undefined },
): Promise<EventType> {
  const type = await findType(db, which)
  if (type) return type
  const version = which.version === undefined ? '' : ` in version ${which.version}`
  throw new AppError(
    'event-type-not-found',
    `No event type is called ${which.name}${version}. Those that there are: creel event-types list.`,
  )
}
