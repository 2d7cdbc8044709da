import { CompiledQuery } from 'kysely'
import type { EventTable } from '#main/core/database/webhook-tables.ts'
import type { Reader } from '#main/core/database/handles.ts'

export type StoredEvent = EventTable

// Asked for each delivery that is read from disk: building the query anew costs more than running it.
const storedEvent = 'select * from event where id = ? and workspaceId = ?'

export async function findStoredEvent(db: Reader, workspaceId: string, id: string): Promise<StoredEvent | undefined> {
  const { rows } = await db.getExecutor().executeQuery<StoredEvent>(CompiledQuery.raw(storedEvent, [id, workspaceId]))
  return rows[0]
}

export type EventPage = { workspaceId: string; type: string | undefined; beforeId: string; limit: number }

/** Events that are no requests, newest first. */
export function listStoredEvents(
  db: Reader,
  { workspaceId, type, beforeId, limit }: EventPage,
): Promise<StoredEvent[]> {
  const events = db.selectFrom('event').selectAll().where('workspaceId', '=', workspaceId).where('id', '<', beforeId)
  return (type === undefined ? events : events.where('type', '=', type)).orderBy('id', 'desc').limit(limit).execute()
}

/** Requests that are events, newest first; without their bodies and headers. */
export const listEventRequests = (
  db: Reader,
  { workspaceId, beforeId, limit }: Omit<EventPage, 'type'>,
): Promise<EventRequestRow[]> =>
  db
    .selectFrom('request')
    .select(['id', 'sourceId', 'receivedAt', 'provider', 'eventType', 'summary'])
    .where('workspaceId', '=', workspaceId)
    .where('id', '<', beforeId)
    .where('state', '=', 'accepted')
    .where('routed', '=', 1)
    .where('deletedAt', 'is', null)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()

export type EventRequestRow = {
  id: string
  sourceId: string
  receivedAt: number
  provider: string | null
  eventType: string | null
  summary: string | null
}

/** An event that a run has caused; `actionId` null: it tells of the run itself. */
export type CausedEvent = { id: string; type: string; at: number; actionId: string | null }

/** The events that a run has caused, oldest first. */
export async function listEventsCausedBy(db: Reader, runId: string): Promise<CausedEvent[]> {
  const rows = await db
    .selectFrom('event')
    .select(['id', 'type', 'createdAt', 'cause'])
    .where('causeRunId', '=', runId)
    .orderBy('id')
    .execute()
  return rows.map(({ id, type, createdAt, cause }) => ({
    id,
    type,
    at: createdAt,
    actionId: cause ? (JSON.parse(cause) as { actionId: string | null }).actionId : null,
  }))
}
