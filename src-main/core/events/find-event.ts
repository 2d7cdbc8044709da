import { AppError } from '#shared/contract/problem.ts'
import type { Event } from '#shared/model/event.ts'
import { requestIdOfEvent } from '#shared/model/event.ts'
import type { Reader } from '#main/core/database/handles.ts'
import { findStoredEvent } from '#main/core/database/stores/event-store.ts'
import { findBody, findRequest } from '#main/core/database/stores/request-store.ts'
import { keptOf } from '#main/core/requests/stored-request.ts'
import { eventOfRequest, toEvent } from './to-event.ts'

/** An event by its id, whether it was published or is a request; nothing where it is gone. */
export async function findEvent(db: Reader, workspaceId: string, id: string): Promise<Event | null> {
  const stored = await findStoredEvent(db, workspaceId, id)
  if (stored) return toEvent(stored)
  const request = await findRequest(db, workspaceId, requestIdOfEvent(id))
  if (!request || request.state !== 'accepted' || request.routed === 0) return null
  return eventOfRequest(keptOf(request, await findBody(db, request.seq)), request)
}

/** The event. Throws `event-not-found`. */
export async function requireEvent(db: Reader, workspaceId: string, id: string): Promise<Event> {
  const event = await findEvent(db, workspaceId, id)
  if (event) return event
  throw new AppError('event-not-found', `No event has the id ${id}. It may have been removed by retention.`)
}
