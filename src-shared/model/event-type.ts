import { z } from 'zod'
import { EventTypeName, JsonValue } from './event.ts'
import { Timestamp } from './time.ts'

/** A JSON Schema (draft 2020-12) of an object. */
export const JsonSchema = z.record(z.string(), JsonValue)
export type JsonSchema = z.infer<typeof JsonSchema>

const JsonObject = z.record(z.string(), JsonValue)

/** A type of event: one that Creel brings along, or a user's own. */
export const EventType = z.object({
  name: EventTypeName,
  version: z.int().min(1),
  group: z.string().describe('What it is listed with: its first part.'),
  isOwn: z.boolean().describe('Described by a user; false: it came with Creel.'),
  description: z.string().max(500),
  jsonSchema: JsonSchema.describe('Of the data.'),
  sample: JsonObject.describe('Data of an event of this type.'),
  createdAt: Timestamp.nullable(),
  updatedAt: Timestamp.nullable(),
})
export type EventType = z.infer<typeof EventType>
