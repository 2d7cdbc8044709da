import type { Attempt, Delivery } from '#shared/model/delivery.ts'
import { defaultWorkspaceId } from '#shared/model/id.ts'
import type { Request } from '#shared/model/request.ts'

const ulid = '01K9XQ7M4TZ3V8Q5R2W6Y0B1CD'
const at = '2026-11-17T14:31:02.418Z'

/** A request as the API shows it: accepted, unsigned and answered with 200, but for the changes. */
export const buildRequest = (changes: Partial<Request>): Request => ({
  id: `req_${ulid}`,
  workspaceId: defaultWorkspaceId,
  sourceId: `src_${ulid}`,
  receivedAt: at,
  method: 'POST',
  path: '',
  target: '/in/9tQ4xw2mVb7K',
  httpVersion: '1.1',
  headers: [],
  trailers: [],
  remoteAddress: '127.0.0.1',
  state: 'accepted',
  reason: null,
  provider: null,
  eventType: null,
  providerEventId: null,
  summary: null,
  contentType: 'application/json',
  bodyBytes: 2,
  bodySha256: null,
  verification: { state: 'skipped', reason: 'no-scheme', secretId: null, skewSeconds: null },
  status: 200,
  reply: { status: 200, headers: [], body: '', rule: null },
  timing: { bodyMs: 0.1, checkMs: 0.1, commitMs: 2, totalMs: 2.2 },
  duplicateOf: null,
  pinned: false,
  note: null,
  unread: false,
  deliveryCount: 0,
  deliveryState: null,
  deliveryIds: [],
  ...changes,
})

/** One attempt that got an answer, or an error where one is named. */
export const buildAttempt = ({
  status = 200,
  error,
  totalMs,
}: {
  status?: number
  error?: string
  totalMs: number
}): Attempt => ({
  id: `att_${ulid}`,
  deliveryId: `del_${ulid}`,
  eventId: null,
  eventType: null,
  isTest: false,
  number: 1,
  startedAt: at,
  endedAt: at,
  request: {
    method: 'POST',
    url: 'http://localhost:3000/',
    headers: [],
    bodyBytes: 2,
    droppedHeaders: ['host'],
    edited: [],
    signedWith: null,
    newEventId: null,
  },
  response: error === undefined ? { status, headers: [], body: '', bodyBytes: 0, isCut: false } : null,
  error: error === undefined ? null : { code: 'ECONNREFUSED', message: error },
  errorClass: error === undefined ? null : 'connect',
  isLate: false,
  isSuccess: error === undefined && status < 300,
  status: error === undefined ? status : null,
  reason: error ?? null,
  timing: { dnsMs: null, connectMs: 1, tlsMs: null, firstByteMs: 2, totalMs },
})

/** A replay to this computer, but for the changes. */
export const buildDelivery = (changes: Partial<Delivery>): Delivery => ({
  id: `del_${ulid}`,
  workspaceId: defaultWorkspaceId,
  kind: 'replay',
  state: 'delivered',
  requestId: `req_${ulid}`,
  webhookId: null,
  webhookStatus: null,
  eventId: null,
  eventType: null,
  targetUrl: 'http://localhost:3000/',
  templateVersionId: null,
  priority: 0,
  isTest: false,
  replayOf: null,
  replayedAs: null,
  attemptCount: 0,
  dueAt: null,
  firstAttemptAt: null,
  lastAttemptAt: null,
  endedAt: null,
  reason: null,
  lastStatus: null,
  errorClass: null,
  createdAt: at,
  updatedAt: at,
  attempts: [],
  ...changes,
})
