import type { Attempt, Delivery } from '#shared/model/delivery.ts'

const moment = '2026-11-17T14:00:00.000Z'

/** An attempt that ended without an answer, but for what is said. */
export const anyAttempt = (known: Partial<Attempt>): Attempt => ({
  id: 'att_1',
  deliveryId: 'del_1',
  eventId: 'evt_1',
  eventType: 'task.created',
  isTest: false,
  number: 1,
  startedAt: moment,
  endedAt: moment,
  request: {
    method: 'POST',
    url: 'https://example.com/hooks',
    headers: [],
    bodyBytes: 0,
    droppedHeaders: [],
    edited: [],
    signedWith: null,
    newEventId: null,
  },
  response: null,
  error: null,
  errorClass: null,
  isLate: false,
  isSuccess: known.response?.status === 200,
  status: known.response?.status ?? null,
  reason: null,
  timing: null,
  ...known,
})

/** A delivery of an event that has not been attempted, but for what is said. */
export const anyDelivery = (known: Partial<Delivery>): Delivery => ({
  id: 'del_1',
  workspaceId: 'ws_1',
  kind: 'event',
  state: 'queued',
  requestId: null,
  webhookId: 'wh_1',
  webhookStatus: 'active',
  eventId: 'evt_1',
  eventType: 'task.created',
  targetUrl: 'https://example.com/hooks',
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
  createdAt: moment,
  updatedAt: moment,
  attempts: [],
  ...known,
})

/** An answer with this status and body. */
export const answer = (status: number, body: string): Attempt['response'] => ({
  status,
  headers: [['content-type', 'application/json']],
  body: btoa(body),
  bodyBytes: body.length,
  isCut: false,
})
