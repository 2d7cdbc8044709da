import { z } from 'zod'
import { HeaderPairs } from './header-pairs.ts'
import { AttemptId, DeliveryId, EventId, RequestId, TemplateVersionId, WebhookId, WorkspaceId } from './id.ts'
import { EditedPart } from './replay.ts'
import { Timestamp } from './time.ts'
import { WebhookStatus } from './webhook.ts'

export const DeliveryState = z.enum(['queued', 'sending', 'retrying', 'held', 'delivered', 'dead_letter', 'cancelled'])
export type DeliveryState = z.infer<typeof DeliveryState>

/** What a delivery sends: an event to a webhook, or a request that is relayed, forwarded or replayed. */
export const DeliveryKind = z.enum(['event', 'relay', 'forward', 'replay'])
export type DeliveryKind = z.infer<typeof DeliveryKind>

/** How the webhook of a delivery stands now: one that was deleted can be restored, one that is gone cannot. */
export const DeliveryWebhookStatus = z.enum([...WebhookStatus.options, 'deleted', 'gone'])

/** How long each step of an attempt took, in milliseconds; null where it did not come to it or a connection was reused. */
export const AttemptTiming = z.object({
  dnsMs: z.number().nullable(),
  connectMs: z.number().nullable(),
  tlsMs: z.number().nullable(),
  firstByteMs: z.number().nullable(),
  totalMs: z.number(),
})
export type AttemptTiming = z.infer<typeof AttemptTiming>

/** What was sent otherwise than it had come. */
export const AttemptChanges = z.object({
  edited: z.array(EditedPart).describe('The parts that differ from the request as it came.'),
  signedWith: z.string().nullable().describe('The name and hint of the secret it was signed anew with.'),
  newEventId: z.string().nullable().describe('The event id that took the place of the old one.'),
})
export type AttemptChanges = z.infer<typeof AttemptChanges>

/** One try of a delivery, as a row of a list. */
export const AttemptRow = z.object({
  id: AttemptId,
  deliveryId: DeliveryId,
  eventId: EventId.nullable(),
  eventType: z.string().nullable(),
  number: z.int().describe('1 for the first.'),
  isTest: z.boolean(),
  startedAt: Timestamp,
  endedAt: Timestamp.nullable(),
  isSuccess: z.boolean().describe('It was answered with a 2xx.'),
  status: z.int().nullable().describe('Of the answer; null: none came.'),
  reason: z.string().nullable().describe('Why it is no success, in words.'),
  error: z.object({ code: z.string(), message: z.string() }).nullable().describe('What kept it from being answered.'),
  errorClass: z.string().nullable().describe('How it failed.'),
  isLate: z.boolean().describe('The answer came after the time-out.'),
  timing: AttemptTiming.nullable(),
})
export type AttemptRow = z.infer<typeof AttemptRow>

/** One try of a delivery: what was sent and what came back. */
export const Attempt = AttemptRow.extend({
  request: z.object({
    method: z.string(),
    url: z.string(),
    headers: HeaderPairs,
    bodyBytes: z.int(),
    droppedHeaders: z.array(z.string()).describe('Headers of the original that belong to its hop.'),
    ...AttemptChanges.shape,
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
})
export type Attempt = z.infer<typeof Attempt>

/** The duty to send something to one place, as a row of a list. */
export const DeliveryRow = z.object({
  id: DeliveryId,
  workspaceId: WorkspaceId,
  kind: DeliveryKind,
  state: DeliveryState,
  requestId: RequestId.nullable(),
  webhookId: WebhookId.nullable(),
  webhookStatus: DeliveryWebhookStatus.nullable().describe('How its webhook stands now; null where it has none.'),
  eventId: EventId.nullable(),
  eventType: z.string().nullable(),
  targetUrl: z.string(),
  templateVersionId: TemplateVersionId.nullable().describe('The version of a template that makes its payload.'),
  priority: z.int().describe('Of two that are due the one with the higher number goes first.'),
  isTest: z.boolean(),
  replayOf: DeliveryId.nullable().describe('The ended delivery that this sends again.'),
  replayedAs: DeliveryId.nullable().describe(
    'The newest delivery that sends this again; one that was cancelled is none.',
  ),
  attemptCount: z.int(),
  dueAt: Timestamp.nullable().describe('When the next attempt begins.'),
  firstAttemptAt: Timestamp.nullable(),
  lastAttemptAt: Timestamp.nullable(),
  endedAt: Timestamp.nullable().describe('When it was delivered, dead-lettered or cancelled.'),
  reason: z.string().nullable().describe('Why it is held, dead or cancelled.'),
  lastStatus: z.int().nullable().describe('Of the last answer.'),
  errorClass: z.string().nullable().describe('How the last attempt failed.'),
  createdAt: Timestamp,
  updatedAt: Timestamp,
})
export type DeliveryRow = z.infer<typeof DeliveryRow>

/** The duty to send something to one place, with its attempts. */
export const Delivery = DeliveryRow.extend({ attempts: z.array(Attempt) })
export type Delivery = z.infer<typeof Delivery>
