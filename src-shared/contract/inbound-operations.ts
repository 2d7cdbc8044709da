import { z } from 'zod'
import { JsonValue } from '#shared/model/event.ts'
import { Inbound, InboundCall, InboundSettings } from '#shared/model/inbound.ts'
import { TaskId } from '#shared/model/id.ts'
import { Timestamp } from '#shared/model/time.ts'
import { mappedFieldNames, TaskMapping } from '#shared/rules/task-mapping.ts'
import { changesOf, operation, page } from './operation.ts'

export const inboundOperations = {
  'inbound.get': operation({
    summary: 'Show how outside services may make and change tasks.',
    method: 'GET',
    path: '/inbound',
    scope: 'read',
    input: z.object({}),
    output: Inbound,
  }),
  'inbound.update': operation({
    summary: 'Change how outside services may make and change tasks; what is left out stays.',
    method: 'PATCH',
    path: '/inbound',
    scope: 'write',
    input: z.object(changesOf(InboundSettings.shape)),
    output: Inbound,
  }),
  'inbound.rotateSecret': operation({
    summary: 'Make a new inbound secret; it is shown in the answer, and never again.',
    method: 'POST',
    path: '/inbound/rotate-secret',
    scope: 'write',
    input: z.object({
      overlapMs: z
        .int()
        .min(0)
        .max(90 * 86_400_000)
        .default(86_400_000)
        .describe('How long the secret before is accepted too.'),
    }),
    output: z.object({ inbound: Inbound, secret: z.string() }),
  }),
  'inbound.preview': operation({
    summary: 'Show what a body would make of a task, and what a call with it would come to, without making one.',
    method: 'POST',
    path: '/inbound/preview',
    scope: 'read',
    input: z.object({ body: JsonValue, mapping: TaskMapping.optional().describe('Left out: the one in force.') }),
    output: z.object({
      externalId: z.string().nullable(),
      changes: z.record(z.string(), JsonValue),
      errors: z.array(z.object({ path: z.string(), message: z.string() })),
      fields: z
        .array(
          z.object({
            field: z.enum(mappedFieldNames),
            place: z.string().nullable().describe('Where it was found: a path, or = and a text; null: nowhere.'),
            found: JsonValue.describe('What stands there; null: nothing.'),
            value: JsonValue.describe('What the task would have; null: nothing.'),
            error: z.string().nullable().describe('Why what stands there does not fit.'),
          }),
        )
        .describe('Field by field what was found and what becomes of it.'),
      outcome: z
        .object({
          kind: z.enum(['create', 'update', 'refuse']),
          status: z.int().describe('The status that a signed call would be answered with.'),
          reason: z.string().nullable().describe('Why it would be refused.'),
          taskId: TaskId.nullable().describe('The task that it would change.'),
        })
        .describe('What a signed call with this body would come to now.'),
    }),
  }),
  'inbound.calls': operation({
    summary: 'List what became of the last calls of outside services, newest first; what they said is not kept.',
    method: 'GET',
    path: '/inbound/calls',
    scope: 'read',
    input: z.object({}),
    output: page(InboundCall),
  }),
  'inbound.lastPayload': operation({
    summary: 'Show what the last call said that was signed right, since Creel was started; to try a mapping on.',
    method: 'GET',
    path: '/inbound/last-payload',
    scope: 'read',
    input: z.object({}),
    output: z.object({
      payload: z
        .object({ at: Timestamp, text: z.string() })
        .nullable()
        .describe('null: there was none, or it was larger than 64 KB.'),
    }),
  }),
  'inbound.sendSample': operation({
    summary: 'Make a signed call to the own inbound address, as an outside service would. It makes or changes a task.',
    method: 'POST',
    path: '/inbound/send-sample',
    scope: 'write',
    input: z.object({ body: JsonValue.optional().describe('Left out: the body of the sample.') }),
    output: z.object({
      status: z.int(),
      answer: z.string().describe('The body of the answer.'),
      sent: z.string().describe('The body that was sent.'),
    }),
  }),
}
