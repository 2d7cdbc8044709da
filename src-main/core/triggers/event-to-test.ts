import type { Event } from '#shared/model/event.ts'
import type { TriggerSettings } from '#shared/model/trigger.ts'
import type { Reader } from '#main/core/database/handles.ts'
import { findType, listTypes, requireType } from '#main/core/events/event-types.ts'
import type { AskableEvent } from '#main/core/events/find-event-facts.ts'
import { askable, findEventFacts } from '#main/core/events/find-event-facts.ts'
import { requireEvent } from '#main/core/events/find-event.ts'
import { listEvents } from '#main/core/events/list-events.ts'
import { matchesEventType } from '#shared/rules/event-filter.ts'
import { refusalOf } from './match-trigger.ts'

const lookedThrough = 200

export type TestAgainst = {
  eventId?: string | undefined
  eventType?: string | undefined
  data?: Event['data'] | undefined
}

/** The event to test with; a sample was never published. */
export type EventFound = { found: AskableEvent; isSample: boolean }

/**
 * The event to test a trigger with: the one that is named, else the sample of the type that is named, else the newest
 * that the trigger takes, else a sample of what it takes.
 */
export async function eventToTest(
  db: Reader,
  settings: TriggerSettings,
  { workspaceId, now, eventId, eventType, data }: TestAgainst & { workspaceId: string; now: number },
): Promise<EventFound> {
  const sample = (type: string, given: Event['data']): EventFound => ({
    found: askable(sampleEvent({ workspaceId, now, type, data: data ?? given })),
    isSample: true,
  })
  if (eventId !== undefined) return findNamed(db, workspaceId, eventId)
  if (eventType !== undefined) {
    // A type that nobody has described has no sample, and needs none where the data is given.
    const which = { workspaceId, name: eventType, version: undefined }
    const described = data ? await findType(db, which) : await requireType(db, which)
    return sample(eventType, described?.sample ?? {})
  }
  const newest = data === undefined ? await findNewestTaken(db, workspaceId, settings) : null
  if (newest) return { found: newest, isSample: false }
  const taken = await findTypeTaken(db, workspaceId, settings)
  return sample(taken.name, taken.sample)
}

async function findTypeTaken(
  db: Reader,
  workspaceId: string,
  { events }: TriggerSettings,
): Promise<{ name: string; sample: Event['data'] }> {
  const types = await listTypes(db, workspaceId)
  const taken = types.find(({ name }) => matchesEventType(events, name))
  const [pattern = '*'] = events
  return taken ?? { name: pattern.replaceAll('*', 'example'), sample: {} }
}

async function findNamed(db: Reader, workspaceId: string, eventId: string): Promise<EventFound> {
  const event = await requireEvent(db, workspaceId, eventId)
  return { found: (await findEventFacts(db, workspaceId, eventId)) ?? askable(event), isSample: false }
}

async function findNewestTaken(
  db: Reader,
  workspaceId: string,
  settings: TriggerSettings,
): Promise<AskableEvent | null> {
  const { items } = await listEvents(db, { workspaceId, type: undefined, cursor: undefined, limit: lookedThrough })
  const row = items.find((one) => refusalOf(settings, { ...one, isForged: false }) === null)
  return row ? findEventFacts(db, workspaceId, row.id) : null
}

const sampleEvent = ({
  workspaceId,
  now,
  type,
  data,
}: {
  workspaceId: string
  now: number
  type: string
  data: Event['data']
}): Event => {
  const time = new Date(now).toISOString()
  return {
    id: 'evt_00000000000000000000000000',
    workspaceId,
    type,
    version: 1,
    source: 'sample',
    time,
    data,
    metadata: { isTest: true },
    priority: 0,
    requestId: null,
    providerType: null,
    cause: null,
    createdAt: time,
  }
}
