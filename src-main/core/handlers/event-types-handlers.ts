import { AppError } from '#shared/contract/problem.ts'
import type { EventType } from '#shared/model/event-type.ts'
import type { Reader, Readers } from '#main/core/database/handles.ts'
import {
  deleteEventType,
  findEventType,
  insertEventType,
  updateEventType,
} from '#main/core/database/stores/event-type-store.ts'
import type { StoredEventType } from '#main/core/database/stores/event-type-store.ts'
import type { Writer } from '#main/core/database/writer.ts'
import type { CheckData } from '#main/core/events/check-event.ts'
import { findType, listTypes, requireType, toEventType } from '#main/core/events/event-types.ts'
import { checkPublishable } from '#main/core/events/new-event.ts'
import type { MakeId } from '#main/core/make-id.ts'
import type { Clock } from '#main/core/ports.ts'
import type { Handlers } from './handlers.ts'

export type EventTypesParts = { readers: Readers; writer: Writer; clock: Clock; makeId: MakeId; check: CheckData }

type EventTypesHandlers = Pick<Handlers, Extract<keyof Handlers, `eventTypes.${string}`>>

export function eventTypesHandlers(parts: EventTypesParts): EventTypesHandlers {
  const { readers, writer, clock, check } = parts
  const db = readers.quick
  const store = createStore(parts)
  const requireOwn = createRequireOwn(db)

  return {
    'eventTypes.list': async (_, { workspaceId }) => ({ items: await listTypes(db, workspaceId), nextCursor: null }),
    'eventTypes.get': async (which, { workspaceId }) =>
      requireType(db, { ...which, version: which.version, workspaceId }),
    'eventTypes.create': async ({ name, ...described }, { workspaceId }) => {
      checkPublishable(name)
      if (await findType(db, { workspaceId, name, version: undefined })) {
        throw new AppError('conflict', `${name} is described already. Add a version to it, or choose another name.`)
      }
      return store(workspaceId, { name, version: 1, group: '', isOwn: true, ...described })
    },
    'eventTypes.addVersion': async ({ name, description, ...described }, { workspaceId }) => {
      const last = await requireOwn(workspaceId, name)
      const version = last.version + 1
      const told = description ?? last.description
      return store(workspaceId, { name, version, group: '', isOwn: true, description: told, ...described })
    },
    'eventTypes.update': async ({ name, version, description, sample }, { workspaceId }) => {
      const { id, ...own } = await requireOwn(workspaceId, name, version)
      if (sample !== undefined) check(toEventType({ id, ...own }), sample, 'sample')
      const changes = {
        updatedAt: clock.now(),
        ...(description !== undefined && { description }),
        ...(sample !== undefined && { sample: JSON.stringify(sample) }),
      }
      await writer.write((tx) => updateEventType(tx, id, changes))
      return toEventType(await requireOwn(workspaceId, name, version))
    },
    'eventTypes.delete': async ({ name }, { workspaceId }) => {
      await requireOwn(workspaceId, name)
      await writer.write((tx) => deleteEventType(tx, workspaceId, name))
      return null
    },
  }
}

/** Checks a type against its own sample and stores it. */
const createStore =
  ({ writer, clock, makeId, check }: EventTypesParts) =>
  async (workspaceId: string, type: Omit<EventType, 'createdAt' | 'updatedAt'>): Promise<EventType> => {
    const now = clock.now()
    check({ ...type, createdAt: null, updatedAt: null }, type.sample, 'sample')
    const stored: StoredEventType = {
      id: makeId('eventType'),
      workspaceId,
      name: type.name,
      version: type.version,
      description: type.description,
      jsonSchema: JSON.stringify(type.jsonSchema),
      sample: JSON.stringify(type.sample),
      createdAt: now,
      updatedAt: now,
    }
    await writer.write((tx) => insertEventType(tx, stored))
    return toEventType(stored)
  }

/** The type, where it is one of a user's own. Throws `conflict` where it comes with Creel. */
const createRequireOwn =
  (db: Reader) =>
  async (workspaceId: string, name: string, version?: number): Promise<StoredEventType> => {
    const own = await findEventType(db, { workspaceId, name, version })
    if (own) return own
    await requireType(db, { workspaceId, name, version })
    throw new AppError('conflict', `${name} comes with Creel and cannot be changed. Describe a type of your own.`)
  }
