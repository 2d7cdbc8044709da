import { z } from 'zod'
import { ActionId, EventId, RequestId, RunId, TriggerId, WorkspaceId } from './id.ts'
import { Timestamp } from './time.ts'

/** The name of a type of event: parts of letters, digits and `_`, joined by dots (Standard Webhooks, "Event types"). */
export const EventTypeName = z
  .string()
  .max(128)
  .regex(/^[A-Za-z0-9_]+(\.[A-Za-z0-9_]+)*$/, 'must be words of letters, digits and _ joined by dots')

/** JSON as it travels in an event. Whatever came through an API is JSON: nothing is left to check. */
export const JsonValue = z.unknown() as z.ZodType<JsonValue>
export type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue }

/**
 * What stands beside the data of an event. `actorId` and `accountId` say who caused it and for whom, `isTest` that
 * nothing has really happened. Others may be added by whoever publishes.
 */
export const EventMetadata = z
  .object({
    actorId: z.string().max(255).optional(),
    accountId: z.string().max(255).optional(),
    isTest: z.boolean().optional(),
  })
  .catchall(JsonValue)
export type EventMetadata = z.infer<typeof EventMetadata>

/** By what an event was caused; every event of a chain carries the whole chain. */
export const EventCause = z.object({
  eventId: EventId.describe('The event that the trigger ran on.'),
  runId: RunId,
  actionId: ActionId.nullable().describe('null: told of the run itself.'),
  triggerIds: z.array(TriggerId).describe('All triggers of the chain, the first one first.'),
  depth: z.int().min(1).describe('How many runs lie between this event and the first of the chain.'),
  requestId: RequestId.nullable().describe('The request at the beginning of the chain.'),
  hops: z.int().min(0).describe('How often that request had gone through a Creel.'),
})
export type EventCause = z.infer<typeof EventCause>

/** A fact: made from a request, a change of a task, the API, the simulator or a trigger. */
export const Event = z.object({
  id: EventId,
  workspaceId: WorkspaceId,
  type: EventTypeName,
  version: z.int().min(1).describe('Of the type.'),
  source: z.string().max(255).describe('Who tells it: `api`, `creel`, `source/<id>` or a name of one’s own.'),
  time: Timestamp.describe('When it happened.'),
  data: z.record(z.string(), JsonValue),
  metadata: EventMetadata,
  priority: z
    .int()
    .min(-100)
    .max(100)
    .describe('Of two deliveries that are due the one with the higher number goes first.'),
  requestId: RequestId.nullable().describe('The request that it was made from.'),
  providerType: z.string().nullable().describe('The type in the provider’s own words.'),
  cause: EventCause.nullable().describe('The trigger by which it was caused; null: nothing in Creel caused it.'),
  createdAt: Timestamp,
})
export type Event = z.infer<typeof Event>

/** An event as a row of a list. */
export const EventRow = Event.omit({ data: true, metadata: true }).extend({
  summary: z.string().nullable().describe('One line about the request that it is.'),
})
export type EventRow = z.infer<typeof EventRow>

/** The event of a request that arrived under no known name. */
export const unknownRequestType = 'request.received'

/** The type of a request's event: `<provider>.<type>`, other characters as dots; `request.received` where nothing is known. */
export function typeOfRequest(provider: string | null, providerType: string | null): string {
  if (provider === null) return unknownRequestType
  const parts = `${provider}.${providerType ?? 'request'}`.split(/[^A-Za-z0-9_]+/).filter((part) => part !== '')
  return parts.join('.').slice(0, 128).replace(/\.$/, '')
}

/** The id of the event that a request is: the request's own ULID, so that it needs no row of its own. */
export const eventIdOfRequest = (requestId: string): string => `evt_${requestId.slice(requestId.indexOf('_') + 1)}`

/** The request whose event has this id, if it is one. */
export const requestIdOfEvent = (eventId: string): string => `req_${eventId.slice(eventId.indexOf('_') + 1)}`
