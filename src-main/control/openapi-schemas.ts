import { z } from 'zod'
import { feedEvents } from '#shared/contract/feed-events.ts'
import { Problem } from '#shared/contract/problem.ts'
import { Attempt, Delivery } from '#shared/model/delivery.ts'
import { Request, RequestRow, Tape } from '#shared/model/request.ts'
import { Event } from '#shared/model/event.ts'
import { EventType } from '#shared/model/event-type.ts'
import { Webhook } from '#shared/model/webhook.ts'
import { Session } from '#shared/model/session.ts'
import { Settings } from '#shared/model/settings.ts'
import { Source } from '#shared/model/source.ts'
import { Status } from '#shared/model/status.ts'
import { TraceNode } from '#shared/model/trace.ts'
import { VerificationReport } from '#shared/model/verification.ts'
import { View } from '#shared/model/view.ts'
import { Action } from '#shared/rules/actions/actions.ts'
import { ConditionGroup } from '#shared/rules/condition.ts'

/** A JSON Schema, as far as we look into it. */
export type JsonSchema = {
  type?: string | string[]
  description?: string
  properties?: Record<string, JsonSchema>
  required?: string[]
  [keyword: string]: unknown
}

const named = {
  Action,
  Attempt,
  ConditionGroup,
  Delivery,
  Event,
  EventType,
  Problem,
  Request,
  RequestRow,
  Session,
  Settings,
  Source,
  Status,
  Tape,
  TraceNode,
  VerificationReport,
  View,
  Webhook,
}

const registry = z.registry<{ id: string }>()
for (const [id, schema] of Object.entries(named)) registry.add(schema, { id })
const uri = (id: string): string => `#/components/schemas/${id}`

/** The nouns of the contract, each under its name. */
export function namedSchemas(): Record<string, JsonSchema> {
  const { schemas } = z.toJSONSchema(registry, { uri })
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, withoutIdentity(schema)]))
}

/** One schema, told with the named ones by reference. */
export function schemaOf(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const own = z.registry<{ id: string }>()
  for (const [id, model] of Object.entries(named)) own.add(model, { id })
  if (own.has(schema)) return { $ref: uri(own.get(schema)?.id ?? '') }
  own.add(schema, { id: 'it' })
  const { schemas } = z.toJSONSchema(own, { uri, io })
  return withoutIdentity(schemas.it)
}

/** The schema of everything that the feed says, by kind. */
export const feedSchema = (): JsonSchema => ({
  type: 'object',
  description: 'The data of each kind of event.',
  properties: Object.fromEntries(
    Object.entries(feedEvents).map(([kind, schema]) => [kind, schemaOf(schema, 'output')]),
  ),
})

function withoutIdentity(schema: unknown): JsonSchema {
  const { $schema: _dialect, $id: _id, id: _name, ...rest } = schema as JsonSchema
  return rest
}
