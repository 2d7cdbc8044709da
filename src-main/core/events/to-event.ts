import type { Event, EventCause, EventMetadata, EventRow, JsonValue } from '#shared/model/event.ts'
import { eventIdOfRequest, typeOfRequest } from '#shared/model/event.ts'
import { valueOf } from '#shared/model/header-pairs.ts'
import type { EventRequestRow, StoredEvent } from '#main/core/database/stores/event-store.ts'
import type { RoutedFields } from '#main/core/database/stores/request-writes.ts'
import type { KeptRequest } from '#main/core/requests/kept-request.ts'
import { bodyText, parseBody } from './parse-body.ts'

const time = (ms: number): string => new Date(ms).toISOString()

/** An event that is no request, as it was published. */
export const toEvent = ({ data, metadata, ...stored }: StoredEvent): Event => ({
  ...rowOfStored({ ...stored, data, metadata }),
  data: JSON.parse(data) as Event['data'],
  metadata: JSON.parse(metadata) as EventMetadata,
})

export const rowOfStored = (stored: StoredEvent): EventRow => ({
  id: stored.id,
  workspaceId: stored.workspaceId,
  type: stored.type,
  version: stored.version,
  source: stored.source,
  time: time(stored.time),
  priority: stored.priority,
  requestId: null,
  providerType: null,
  summary: null,
  cause: stored.cause ? (JSON.parse(stored.cause) as EventCause) : null,
  createdAt: time(stored.createdAt),
})

const ofRequest = { version: 1, priority: 0, cause: null } as const

export const rowOfRequest = (workspaceId: string, row: EventRequestRow): EventRow => ({
  ...ofRequest,
  id: eventIdOfRequest(row.id),
  workspaceId,
  type: typeOfRequest(row.provider, row.eventType),
  source: `source/${row.sourceId}`,
  time: time(row.receivedAt),
  requestId: row.id,
  providerType: row.eventType,
  summary: row.summary,
  createdAt: time(row.receivedAt),
})

type Routed = Pick<RoutedFields, 'eventType' | 'providerEventId' | 'summary' | 'duplicateOf'>

/** The event that an accepted request is. */
export function eventOfRequest(kept: KeptRequest, routed: Routed): Event {
  const metadata: EventMetadata = {
    verification: kept.verification.state,
    ...(routed.duplicateOf !== null && { duplicateOf: eventIdOfRequest(routed.duplicateOf) }),
  }
  return {
    ...rowOfRequest(kept.workspaceId, { ...kept, ...routed, receivedAt: kept.receivedAtMs }),
    data: requestData(kept, routed),
    metadata,
  }
}

/** As `RequestData` of the catalogue says it. */
function requestData(kept: KeptRequest, { eventType, providerEventId, summary }: Routed): Event['data'] {
  const body = parseBody(kept)
  return {
    requestId: kept.id,
    sourceId: kept.sourceId,
    provider: kept.provider,
    providerType: eventType,
    providerEventId,
    summary,
    method: kept.method,
    path: kept.path,
    contentType: valueOf(kept.headers, 'content-type') ?? null,
    bodyBytes: kept.body.length,
    body: body === undefined ? bodyText(kept) || null : (body as JsonValue),
  }
}
