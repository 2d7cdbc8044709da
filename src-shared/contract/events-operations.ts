import { z } from 'zod'
import { EventType, JsonSchema } from '#shared/model/event-type.ts'
import { Event, EventMetadata, EventRow, EventTypeName, JsonValue } from '#shared/model/event.ts'
import { EventId } from '#shared/model/id.ts'
import { Timestamp } from '#shared/model/time.ts'
import { operation, page, pageInput } from './operation.ts'

const JsonObject = z.record(z.string(), JsonValue)

const described = {
  description: z.string().trim().max(500),
  jsonSchema: JsonSchema.describe('Of the data, JSON Schema draft 2020-12.'),
  sample: JsonObject.describe('Data of an event of this type; must be as the schema says.'),
}

const one = { name: EventTypeName }
const version = z.coerce.number().int().min(1).optional().describe('Left out: the newest.')

export const eventsOperations = {
  'events.list': operation({
    summary: 'List events, newest first: what was published and each request that was accepted.',
    method: 'GET',
    path: '/events',
    scope: 'read',
    input: z.object({
      ...pageInput,
      type: z.string().max(128).optional().describe('A type, or one with * for a part, such as task.*'),
    }),
    output: page(EventRow),
  }),
  'events.get': operation({
    summary: 'Show one event whole.',
    method: 'GET',
    path: '/events/{id}',
    scope: 'read',
    input: z.object({ id: EventId }),
    output: Event,
  }),
  'events.publish': operation({
    summary: 'Publish an event: every webhook that takes it gets it.',
    method: 'POST',
    path: '/events',
    scope: 'write',
    success: 201,
    input: z.object({
      type: EventTypeName,
      version: z.int().min(1).optional().describe('Of the type; left out: the newest.'),
      source: z.string().trim().min(1).max(255).default('api'),
      time: Timestamp.optional().describe('When it happened; left out: now.'),
      data: JsonObject.default({}),
      metadata: EventMetadata.default({}),
      priority: z.int().min(-100).max(100).default(0),
      dedupeKey: z
        .string()
        .min(1)
        .max(255)
        .optional()
        .describe('Another event of the same type with this key within the window is not published again.'),
      dedupeWindowSeconds: z
        .int()
        .min(1)
        .max(7 * 86_400)
        .default(300),
    }),
    output: Event.extend({
      isDuplicate: z.boolean().describe('It had been published before: nothing was published now.'),
    }),
  }),
}

export const eventTypesOperations = {
  'eventTypes.list': operation({
    summary: 'List the types of events: those that come with Creel, then your own.',
    method: 'GET',
    path: '/event-types',
    scope: 'read',
    input: z.object({}),
    output: page(EventType),
  }),
  'eventTypes.get': operation({
    summary: 'Show one type of event.',
    method: 'GET',
    path: '/event-types/{name}',
    scope: 'read',
    input: z.object({ ...one, version }),
    output: EventType,
  }),
  'eventTypes.create': operation({
    summary: 'Describe a type of event of your own; events of this type are then checked.',
    method: 'POST',
    path: '/event-types',
    scope: 'write',
    success: 201,
    input: z.object({ ...one, ...described, description: described.description.default('') }),
    output: EventType,
  }),
  'eventTypes.addVersion': operation({
    summary: 'Add a version to a type of your own; events say which one they are of.',
    method: 'POST',
    path: '/event-types/{name}/versions',
    scope: 'write',
    success: 201,
    input: z.object({ ...one, ...described, description: described.description.optional() }),
    output: EventType,
  }),
  'eventTypes.update': operation({
    summary: 'Change the words or the sample of a type of your own; its schema changes with a new version only.',
    method: 'PATCH',
    path: '/event-types/{name}',
    scope: 'write',
    input: z.object({
      ...one,
      version,
      description: described.description.optional(),
      sample: described.sample.optional(),
    }),
    output: EventType,
  }),
  'eventTypes.delete': operation({
    summary: 'Delete a type of your own with all its versions; events of this type are no longer checked.',
    method: 'DELETE',
    path: '/event-types/{name}',
    scope: 'write',
    success: 204,
    input: z.object(one),
    output: z.null(),
  }),
}
