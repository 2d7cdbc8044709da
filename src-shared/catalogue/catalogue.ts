import { z } from 'zod'
import type { JsonSchema } from '#shared/model/event-type.ts'
import type { CatalogueEntry } from './catalogue-entry.ts'
import { platformTypes } from './platform-types.ts'
import { requestTypes } from './request-types.ts'
import { taskTypes } from './task-types.ts'

/** Every type of event that Creel brings along, by name. */
export const catalogue = { ...taskTypes, ...requestTypes, ...platformTypes } as const satisfies Record<
  string,
  CatalogueEntry
>

export type CatalogueName = keyof typeof catalogue

/** The entry of a type, if it is one that Creel brings along. */
export const catalogueEntry = (name: string): CatalogueEntry | undefined =>
  Object.hasOwn(catalogue, name) ? catalogue[name as CatalogueName] : undefined

/** The data of a type as JSON Schema, draft 2020-12. */
export const schemaOfEntry = ({ data }: CatalogueEntry): JsonSchema =>
  z.toJSONSchema(data, { io: 'input' }) as JsonSchema
