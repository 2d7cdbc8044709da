import { z } from 'zod'
import { shapeKinds } from '#shared/schema/shape.ts'
import { RequestId } from './id.ts'
import { Timestamp } from './time.ts'

/** Where the bodies of one event type changed their shape: the first request of each change. */
export const PayloadDrift = z.object({
  kind: z.enum(['new-field', 'missing-field', 'type-changed']),
  path: z.string().describe('Such as data.lines[].sku.'),
  from: z.array(z.enum(shapeKinds)).nullable().describe('The types before, where the type changed.'),
  to: z.enum(shapeKinds).nullable(),
  requestId: RequestId,
  at: Timestamp,
})
export type PayloadDrift = z.infer<typeof PayloadDrift>

/** What the bodies of one event type are like, learnt from stored requests. */
export const PayloadSchema = z.object({
  eventType: z.string(),
  requestCount: z.int().describe('Requests that it was learnt from.'),
  fields: z.array(
    z.object({
      path: z.string(),
      kinds: z.array(z.enum(shapeKinds)),
      coverage: z.number().min(0).max(1).describe('In what share of the objects around it the field was there.'),
      isRequired: z.boolean().describe('It was there every time.'),
    }),
  ),
  drift: z.array(PayloadDrift).describe('Oldest first, each change once; at most 100.'),
  jsonSchema: z.record(z.string(), z.unknown()).describe('JSON Schema, draft 2020-12.'),
  typescript: z.string(),
  zod: z.string().describe('A schema of Zod 4.'),
})
export type PayloadSchema = z.infer<typeof PayloadSchema>
