import type { Attempt, Delivery } from '#shared/model/delivery.ts'
import { DeliveryKind, DeliveryState } from '#shared/model/delivery.ts'
import type { StoredAttempt, StoredDelivery } from '#main/core/database/stores/delivery-store.ts'

/** A stored delivery with its attempts, as the contract shows it. */
export function toDelivery(stored: StoredDelivery, attempts: readonly StoredAttempt[]): Delivery {
  return {
    id: stored.id,
    workspaceId: stored.workspaceId,
    kind: DeliveryKind.parse(stored.kind),
    state: DeliveryState.parse(stored.state),
    requestId: stored.requestId,
    targetUrl: stored.targetUrl,
    createdAt: new Date(stored.createdAt).toISOString(),
    updatedAt: new Date(stored.updatedAt).toISOString(),
    attempts: attempts.map(toAttempt),
  }
}

function toAttempt(stored: StoredAttempt): Attempt {
  const response = parse<Omit<NonNullable<Attempt['response']>, 'body'>>(stored.response)
  return {
    id: stored.id,
    deliveryId: stored.deliveryId,
    number: stored.number,
    startedAt: new Date(stored.startedAt).toISOString(),
    endedAt: stored.endedAt === null ? null : new Date(stored.endedAt).toISOString(),
    request: JSON.parse(stored.request) as Attempt['request'],
    response: response && { ...response, body: Buffer.from(stored.responseBody ?? []).toString('base64') },
    error: parse(stored.error),
    timing: parse(stored.timing),
  }
}

const parse = <Value>(text: string | null): Value | null => (text === null ? null : (JSON.parse(text) as Value))
