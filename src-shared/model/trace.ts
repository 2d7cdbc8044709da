import { z } from 'zod'
import { Timestamp } from './time.ts'

/** What a node of a trace stands for. */
export const TraceKind = z.enum(['request', 'event', 'run', 'action', 'delivery', 'attempt', 'task'])
export type TraceKind = z.infer<typeof TraceKind>

/** One step, with all that followed from it. */
export type TraceNode = {
  kind: TraceKind
  id: string
  title: string
  detail: string | null
  state: string | null
  at: string | null
  children: TraceNode[]
}
export const TraceNode: z.ZodType<TraceNode> = z
  .object({
    kind: TraceKind,
    id: z.string(),
    title: z.string(),
    detail: z.string().nullable(),
    state: z.string().nullable().describe('Of a run, action, delivery or attempt; null: it has none.'),
    at: Timestamp.nullable(),
    get children() {
      return z.array(TraceNode)
    },
  })
  .meta({ id: 'TraceNode' })

/** All that followed from an event: every trigger, action, event and delivery, to the last attempt. */
export const Trace = z.object({
  root: TraceNode,
  nodes: z.int(),
  isCut: z.boolean().describe('There is more than is shown: ask for the trace of a later event.'),
})
export type Trace = z.infer<typeof Trace>
