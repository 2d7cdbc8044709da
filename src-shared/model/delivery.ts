import { z } from 'zod'
import { HeaderPairs } from './header-pairs.ts'
import { AttemptId, DeliveryId, RequestId, WorkspaceId } from './id.ts'
import { Timestamp } from './time.ts'

export const DeliveryState = z.enum(['queued', 'sending', 'retrying', 'held', 'delivered', 'dead_letter', 'cancelled'])
export type DeliveryState = z.infer<typeof DeliveryState>

/** What a delivery sends: an event to a webhook, or a request that is relayed, forwarded or replayed. */
export const DeliveryKind = z.enum(['event', 'relay', 'forward', 'replay'])
export type DeliveryKind = z.infer<typeof DeliveryKind>

/** How long each step of an attempt took, in milliseconds; null where it did not come to it or a connection was reused. */
export const AttemptTiming = z.object({
  connectMs: z.number().nullable(),
  firstByteMs: z.number().nullable(),
  totalMs: z.number(),
})
export type AttemptTiming = z.infer<typeof AttemptTiming>

/** One try of a delivery: what was sent and what came back. */
export const Attempt = z.object({
  id: AttemptId,
  deliveryId: DeliveryId,
  number: z.int().describe('1 for the first.'),
  startedAt: Timestamp,
  endedAt: Timestamp.nullable(),
  request: z.object({
    method: z.string(),
    url: z.string(),
    headers: HeaderPairs,
    bodyBytes: z.int(),
    droppedHeaders: z.array(z.string()).describe('Headers of the original that belong to its hop.'),
  }),
  response: z
    .object({
      status: z.int(),
      headers: HeaderPairs,
      body: z.string().describe('Base 64 of the first 64 kB.'),
      bodyBytes: z.int(),
      isCut: z.boolean(),
    })
    .nullable(),
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
  timing: AttemptTiming.nullable(),
})
export type Attempt = z.infer<typeof Attempt>

/** The duty to send something to one place. */
export const Delivery = z.object({
  id: DeliveryId,
  workspaceId: WorkspaceId,
  kind: DeliveryKind,
  state: DeliveryState,
  requestId: RequestId.nullable(),
  targetUrl: z.string(),
  createdAt: Timestamp,
  updatedAt: Timestamp,
  attempts: z.array(Attempt),
})
export type Delivery = z.infer<typeof Delivery>
