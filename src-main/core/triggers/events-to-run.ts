import type { Event } from '#shared/model/event.ts'
import { eventIdOfRequest, typeOfRequest } from '#shared/model/event.ts'
import type { RoutedFields } from '#main/core/database/stores/request-writes.ts'
import { eventFacts } from '#main/core/events/event-facts.ts'
import type { AskableEvent } from '#main/core/events/find-event-facts.ts'
import { askable } from '#main/core/events/find-event-facts.ts'
import { eventOfRequest } from '#main/core/events/to-event.ts'
import type { KeptRequest } from '#main/core/requests/kept-request.ts'
import { requestFacts } from '#main/core/rules/request-facts.ts'
import { hopsOf } from '#main/core/security/hops.ts'
import { celSubject } from './match-trigger.ts'
import type { EventToRun } from './plan-runs.ts'

/** An accepted request as the event that it is; its body is parsed when the first trigger asks. */
export function requestToRun(kept: KeptRequest, fields: RoutedFields): EventToRun {
  let made: AskableEvent | null = null
  const make = (): AskableEvent => {
    if (made) return made
    const event = eventOfRequest(kept, fields)
    made = { event, facts: eventFacts(event, requestFacts(kept, kept.provider)) }
    return made
  }
  return {
    id: eventIdOfRequest(kept.id),
    workspaceId: kept.workspaceId,
    type: typeOfRequest(kept.provider, fields.eventType),
    source: `source/${kept.sourceId}`,
    requestId: kept.id,
    cause: null,
    isForged: kept.verification.state === 'failed',
    askable: make,
    facts: () => make().facts,
    subject: () => celSubject(make().event),
    hops: () => hopsOf(kept.headers),
  }
}

/** An event that is no request. */
export const eventToRun = (event: Event): EventToRun => asToRun(askable(event))

/** An event of any kind, as it was found. */
export const asToRun = ({ event, facts }: AskableEvent): EventToRun => ({
  ...event,
  isForged: event.metadata['verification'] === 'failed',
  askable: () => ({ event, facts }),
  facts: () => facts,
  subject: () => celSubject(event),
  hops: () => 0,
})
