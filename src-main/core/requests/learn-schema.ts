import type { PayloadDrift, PayloadSchema } from '#shared/model/payload-schema.ts'
import type { Drift } from '#shared/schema/drift.ts'
import { findDrift } from '#shared/schema/drift.ts'
import { listFields } from '#shared/schema/fields.ts'
import { printJsonSchema, printTypescript, printZod } from '#shared/schema/print-schema.ts'
import { addSample, emptyShape } from '#shared/schema/shape.ts'

/** A body that was parsed, and when it came. */
export type Sample = { requestId: string; receivedAt: number; json: unknown }

const driftsAtMost = 100
// What the first few have by chance in common says nothing about the next.
const samplesBeforeDrift = 3

/** Learns from samples, the oldest first: what all are like, and what changed on the way. */
export async function learnSchema(eventType: string, samples: AsyncIterable<Sample>): Promise<PayloadSchema> {
  const shape = emptyShape()
  const drifts = new Map<string, PayloadDrift>()
  for await (const { requestId, receivedAt, json } of samples) {
    const found = shape.seen < samplesBeforeDrift ? [] : findDrift(shape, json)
    for (const drift of found) {
      const key = `${drift.kind} ${drift.path}`
      if (drifts.has(key) || drifts.size >= driftsAtMost) continue
      drifts.set(key, { ...told(drift), requestId, at: new Date(receivedAt).toISOString() })
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

const told = (drift: Drift) => ({
  kind: drift.kind,
  path: drift.path,
  from: drift.kind === 'type-changed' ? drift.from : null,
  to: drift.kind === 'type-changed' ? drift.to : null,
})
