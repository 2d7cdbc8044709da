import type { PayloadDrift, PayloadSchema } from '#shared/model/payload-schema.ts'
import { listFields } from '#shared/schema/fields.ts'
import { printJsonSchema, printTypescript, printZod } from '#shared/schema/print-schema.ts'
import { findChanges, keyOfChange } from '#shared/schema/shape-changes.ts'
import { addSample, emptyShape } from '#shared/schema/shape.ts'

/** A body that was parsed, and when it came. */
export type Sample = { requestId: string; receivedAt: number; json: unknown }

const driftsAtMost = 100

/** Learns from samples, the oldest first: what all are like, and what changed on the way. */
export async function learnSchema(eventType: string, samples: AsyncIterable<Sample>): Promise<PayloadSchema> {
  const shape = emptyShape()
  const drifts = new Map<string, PayloadDrift>()
  for await (const { requestId, receivedAt, json } of samples) {
    for (const change of findChanges(shape, json)) {
      const key = keyOfChange(change)
      if (drifts.has(key) || drifts.size >= driftsAtMost) continue
      drifts.set(key, { ...change, requestId, at: new Date(receivedAt).toISOString() })
    }
    addSample(shape, json)
  }
  return {
    eventType,
    requestCount: shape.seen,
    fields: listFields(shape),
    drift: [...drifts.values()],
    jsonSchema: printJsonSchema(shape),
    typescript: printTypescript(shape, eventType),
    zod: printZod(shape, eventType),
  }
}
