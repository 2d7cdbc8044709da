import { z } from 'zod'
import { DeliveryState } from './delivery.ts'
import { HeaderPairs } from './header-pairs.ts'
import { DeliveryId, RequestId, SourceId, WorkspaceId } from './id.ts'
import { ProviderName } from './provider.ts'
import { Timestamp } from './time.ts'
import { Verification } from './verification.ts'

/**
 * `accepted` becomes an event; `handshake` asked whether the address is right and was answered; `refused` was kept but turned away; `malformed` was not HTTP and is kept as it came;
 * `imported` came from a file and causes nothing.
 */
export const RequestState = z.enum(['accepted', 'handshake', 'refused', 'malformed', 'imported'])
export type RequestState = z.infer<typeof RequestState>

/** True for what was turned away or could not be read. */
export const isRejected = (state: RequestState): boolean => state === 'refused' || state === 'malformed'

/** A request as the list shows it: no headers, no body. */
export const RequestRow = z.object({
  id: RequestId,
  sourceId: SourceId,
  receivedAt: Timestamp,
  method: z.string(),
  path: z.string().describe('The path below the source’s address, with the query.'),
  state: RequestState,
  reason: z.string().nullable().describe('Why it was refused, malformed or not answered.'),
  provider: ProviderName.nullable(),
  eventType: z.string().nullable().describe('The provider’s own name of the event.'),
  providerEventId: z.string().nullable(),
  summary: z.string().nullable().describe('One line on what the event says.'),
  contentType: z.string().nullable(),
  bodyBytes: z.int(),
  verification: Verification,
  status: z.int().nullable().describe('The status of the answer; null where none could be given.'),
  duplicateOf: RequestId.nullable().describe('The first request with the same provider event id.'),
  pinned: z.boolean(),
  note: z.string().nullable(),
  unread: z.boolean(),
  deliveryCount: z.int(),
  deliveryState: DeliveryState.nullable().describe(
    'The worst of what is owed; where nothing is, its newest replay, else the worst that came of its deliveries.',
  ),
})
export type RequestRow = z.infer<typeof RequestRow>

/** How long each step took, in milliseconds, as the receiver saw it. */
export const RequestTiming = z.object({
  bodyMs: z.number().describe('From the head to the last byte of the body.'),
  checkMs: z.number().describe('Verification and choice of the answer.'),
  commitMs: z.number().describe('Waiting for the disk.'),
  totalMs: z.number().describe('From the head to the answer, a configured delay left out.'),
})
export type RequestTiming = z.infer<typeof RequestTiming>

/** One HTTP request as it came, and the answer that was given. */
export const Request = RequestRow.extend({
  workspaceId: WorkspaceId,
  target: z.string().describe('The raw request target, as on the wire.'),
  httpVersion: z.string(),
  headers: HeaderPairs,
  trailers: HeaderPairs,
  remoteAddress: z.string().nullable(),
  bodySha256: z.string().nullable().describe('Hex; null until the request is routed.'),
  reply: z.object({ status: z.int(), headers: HeaderPairs, body: z.string(), rule: z.string().nullable() }).nullable(),
  timing: RequestTiming.nullable(),
  deliveryIds: z.array(DeliveryId),
})
export type Request = z.infer<typeof Request>

/** Arrivals in equal slices of time, oldest first. */
export const Tape = z.object({
  from: Timestamp,
  bucketSeconds: z.int(),
  buckets: z.array(z.object({ requests: z.int(), rejected: z.int() })),
})
export type Tape = z.infer<typeof Tape>
