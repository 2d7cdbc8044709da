import { z } from 'zod'
import { RunId, TriggerId } from './id.ts'

/** A notice that a trigger asked for. */
export const Notice = z.object({
  title: z.string(),
  text: z.string(),
  triggerId: TriggerId,
  runId: RunId,
})
export type Notice = z.infer<typeof Notice>
