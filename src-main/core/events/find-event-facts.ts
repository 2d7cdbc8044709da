import type { Event } from '#shared/model/event.ts'
import { requestIdOfEvent } from '#shared/model/event.ts'
import type { Reader } from '#main/core/database/handles.ts'
import { findStoredEvent } from '#main/core/database/stores/event-store.ts'
import { findBody, findRequest } from '#main/core/database/stores/request-store.ts'
import { keptOf } from '#main/core/requests/stored-request.ts'
import type { RequestFacts } from '#main/core/rules/request-facts.ts'
import { requestFacts } from '#main/core/rules/request-facts.ts'
import { eventFacts } from './event-facts.ts'
import { eventOfRequest, toEvent } from './to-event.ts'

/** An event with what it can be asked. */
export type AskableEvent = { event: Event; facts: RequestFacts }

/** An event that can be asked all that it could be when it came; nothing where it is gone. */
export async function findEventFacts(db: Reader, workspaceId: string, id: string): Promise<AskableEvent | null> {
  const stored = await findStoredEvent(db, workspaceId, id)
  if (stored) return askable(toEvent(stored))
  const request = await findRequest(db, workspaceId, requestIdOfEvent(id))
  if (!request || request.state !== 'accepted' || request.routed === 0) return null
  const kept = keptOf(request, await findBody(db, request.seq))
  const event = eventOfRequest(kept, request)
  return { event, facts: eventFacts(event, requestFacts(kept, kept.provider)) }
}

/** An event that is no request. */
export const askable = (event: Event): AskableEvent => ({ event, facts: eventFacts(event, null) })
