import { findType, requireType } from '#main/core/events/event-types.ts'
import { requireEvent } from '#main/core/events/find-event.ts'
import { listEvents } from '#main/core/events/list-events.ts'
import { checkPublishable, newEvent } from '#main/core/events/new-event.ts'
import type { Publisher } from '#main/core/events/publish-event.ts'
import type { EventTypesParts } from './event-types-handlers.ts'
import { eventTypesHandlers } from './event-types-handlers.ts'
import type { Handlers } from './handlers.ts'

export type EventsParts = EventTypesParts & { publisher: Publisher }

type EventsHandlers = Pick<Handlers, Extract<keyof Handlers, `events.${string}` | `eventTypes.${string}`>>

export function eventsHandlers(parts: EventsParts): EventsHandlers {
  const { readers, clock, publisher } = parts

  return {
    ...eventTypesHandlers(parts),
    'events.list': async ({ limit, cursor, type }, { workspaceId }) =>
      listEvents(readers.heavy, { workspaceId, type, cursor, limit }),
    'events.get': async ({ id }, { workspaceId }) => requireEvent(readers.quick, workspaceId, id),
    'events.publish': async ({ type: name, version, ...draft }, { workspaceId, idempotencyKey }) => {
      checkPublishable(name)
      const described = await findType(readers.quick, { workspaceId, name, version })
      if (version !== undefined && !described) await requireType(readers.quick, { workspaceId, name, version })
      const now = clock.now()
      const one = newEvent(parts, draft, { workspaceId, name, version, described, idempotencyKey, now })
      const { event, isDuplicate } = await publisher.publish(one)
      return { ...event, isDuplicate }
    },
  }
}
