import { z } from 'zod'
import { JsonValue } from '#shared/model/event.ts'
import { Inbound, InboundSettings } from '#shared/model/inbound.ts'
import { TaskMapping } from '#shared/rules/task-mapping.ts'
import { changesOf, operation } from './operation.ts'

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
    summary: 'Show what a body would make of a task, without making one.',
    method: 'POST',
    path: '/inbound/preview',
    scope: 'read',
    input: z.object({ body: JsonValue, mapping: TaskMapping.optional().describe('Left out: the one in force.') }),
    output: z.object({
      externalId: z.string().nullable(),
      changes: z.record(z.string(), JsonValue),
      errors: z.array(z.object({ path: z.string(), message: z.string() })),
    }),
  }),
}
