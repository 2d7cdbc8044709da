import { ProviderName } from '#shared/model/provider.ts'
import type { RequestRow } from '#shared/model/request.ts'
import { RequestState } from '#shared/model/request.ts'
import { VerificationReason, VerificationState } from '#shared/model/verification.ts'
import { DeliveryState } from '#shared/model/delivery.ts'
import { valueOf } from '#shared/model/header-pairs.ts'
import type { RequestTable } from '#main/core/database/tables.ts'
import type { RoutedFields } from '#main/core/database/stores/request-writes.ts'
import type { Planned } from '#main/core/route.ts'
import type { KeptRequest } from './kept-request.ts'

/** The columns a list needs: no headers, no body. */
export const rowColumns = [
  'seq',
  'id',
  'sourceId',
  'receivedAt',
  'method',
  'target',
  'pathStart',
  'contentType',
  'bodyBytes',
  'state',
  'reason',
  'provider',
  'verificationState',
  'verificationReason',
  'secretId',
  'skewSeconds',
  'status',
  'eventType',
  'providerEventId',
  'summary',
  'duplicateOf',
  'pinned',
  'note',
  'readAt',
  'deliveryCount',
  'deliveryState',
] as const satisfies ReadonlyArray<keyof RequestTable>

export type StoredRow = {
  [Column in (typeof rowColumns)[number]]: Column extends 'pinned' | 'deliveryCount' ? number : RequestTable[Column]
}

/** A stored request as the list shows it. */
export function toRow(stored: StoredRow): RequestRow {
  return {
    id: stored.id,
    sourceId: stored.sourceId,
    receivedAt: new Date(stored.receivedAt).toISOString(),
    method: stored.method,
    path: stored.target.slice(stored.pathStart),
    state: RequestState.parse(stored.state),
    reason: stored.reason,
    provider: ProviderName.nullable().catch(null).parse(stored.provider),
    eventType: stored.eventType,
    providerEventId: stored.providerEventId,
    summary: stored.summary,
    contentType: stored.contentType,
    bodyBytes: stored.bodyBytes,
    verification: {
      state: VerificationState.parse(stored.verificationState),
      reason: VerificationReason.nullable().catch(null).parse(stored.verificationReason),
      secretId: stored.secretId,
      skewSeconds: stored.skewSeconds,
    },
    status: stored.status,
    duplicateOf: stored.duplicateOf,
    pinned: stored.pinned === 1,
    note: stored.note,
    unread: stored.readAt === null,
    deliveryCount: stored.deliveryCount,
    deliveryState: DeliveryState.nullable().catch(null).parse(stored.deliveryState),
  }
}

/** A request that was just routed, as the list shows it: the same as `toRow` of what was stored. */
export function rowOfKept(kept: KeptRequest, routed: RoutedFields, { deliveries, events }: Planned): RequestRow {
  const deliveryCount = deliveries.length + events.length
  return {
    id: kept.id,
    sourceId: kept.sourceId,
    receivedAt: new Date(kept.receivedAtMs).toISOString(),
    method: kept.method,
    path: kept.path,
    state: kept.state,
    reason: kept.reason,
    provider: kept.provider,
    eventType: routed.eventType,
    providerEventId: routed.providerEventId,
    summary: routed.summary,
    contentType: valueOf(kept.headers, 'content-type') ?? null,
    bodyBytes: kept.body.length,
    verification: kept.verification,
    status: kept.reply?.status ?? null,
    duplicateOf: routed.duplicateOf,
    pinned: false,
    note: null,
    unread: true,
    deliveryCount,
    deliveryState:
      deliveryCount === 0 ? null : events.some(({ heldBecause }) => heldBecause !== null) ? 'held' : 'queued',
  }
}
