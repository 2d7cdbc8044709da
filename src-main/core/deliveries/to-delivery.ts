import type { Attempt, AttemptChanges, Delivery, DeliveryRow } from '#shared/model/delivery.ts'
import { DeliveryKind, DeliveryState, DeliveryWebhookStatus } from '#shared/model/delivery.ts'
import { maskUrl } from '#shared/rules/secret-urls.ts'
import type { ShownDelivery, StoredAttempt } from '#main/core/database/stores/delivery-store.ts'
import { toAttemptRow } from './to-attempt-row.ts'

/** A stored delivery with its attempts, as the contract shows it. */
export const toDelivery = (stored: ShownDelivery, attempts: readonly StoredAttempt[]): Delivery => ({
  ...toDeliveryRow(stored),
  attemptCount: attempts.length,
  firstAttemptAt: toTime(attempts[0]?.startedAt ?? null),
  lastAttemptAt: toTime(attempts.at(-1)?.startedAt ?? null),
  attempts: attempts.map((attempt) => toAttempt(attempt, stored)),
})

/** A stored delivery as a row of a list. */
export const toDeliveryRow = (stored: ShownDelivery): DeliveryRow => ({
  id: stored.id,
  workspaceId: stored.workspaceId,
  kind: DeliveryKind.parse(stored.kind),
  state: DeliveryState.parse(stored.state),
  requestId: stored.requestId,
  webhookId: stored.webhookId,
  webhookStatus: DeliveryWebhookStatus.nullable().parse(stored.webhookStatus),
  eventId: stored.eventId,
  eventType: stored.eventType,
  targetUrl: maskUrl(stored.targetUrl),
  templateVersionId: stored.templateVersionId,
  priority: stored.priority,
  isTest: stored.isTest === 1,
  replayOf: stored.replayOf,
  replayedAs: stored.replayedAs,
  attemptCount: stored.attemptCount,
  dueAt: toTime(stored.dueAt),
  firstAttemptAt: toTime(stored.firstAttemptAt),
  lastAttemptAt: toTime(stored.lastAttemptAt),
  endedAt: toTime(stored.endedAt),
  reason: stored.reason,
  lastStatus: stored.lastStatus,
  errorClass: stored.errorClass,
  createdAt: new Date(stored.createdAt).toISOString(),
  updatedAt: new Date(stored.updatedAt).toISOString(),
})

function toAttempt(stored: StoredAttempt, { eventId, eventType, isTest }: ShownDelivery): Attempt {
  const response = parse<Omit<NonNullable<Attempt['response']>, 'body'>>(stored.response)
  const request = JSON.parse(stored.request) as Attempt['request']
  // Of the oldest attempts the status is kept with the answer alone.
  const status = stored.status ?? response?.status ?? null
  return {
    ...toAttemptRow({ ...stored, status, eventId, eventType, isTest }),
    request: { ...unchanged, ...request, url: maskUrl(request.url) },
    response: response && { ...response, body: Buffer.from(stored.responseBody ?? []).toString('base64') },
  }
}

const unchanged: AttemptChanges = { edited: [], signedWith: null, newEventId: null }

const toTime = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString())

const parse = <Value>(text: string | null): Value | null => (text === null ? null : (JSON.parse(text) as Value))
