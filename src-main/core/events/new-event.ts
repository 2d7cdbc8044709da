import { hash } from 'node:crypto'
import { AppError } from '#shared/contract/problem.ts'
import type { InputOf } from '#shared/contract/operations.ts'
import type { EventType } from '#shared/model/event-type.ts'
import type { MakeId } from '#main/core/make-id.ts'
import type { CheckData } from './check-event.ts'
import type { NewEvent } from './publish-event.ts'

/** The types that Creel alone may tell. */
const ownTypes = /^system\./

export type EventDraft = Omit<InputOf<'events.publish'>, 'type' | 'version'>

/** Refuses types that are not for others to publish. Throws `bad-event`. */
export function checkPublishable(type: string): void {
  if (!ownTypes.test(type)) return
  throw new AppError(
    'bad-event',
    `${type} is told by Creel itself. Choose a type that does not begin with “system.”.`,
    {
      errors: [{ path: 'type', message: 'is Creel’s own' }],
    },
  )
}

/**
 * An event ready to be published. `described` is its type where anybody has described it: then its data is checked.
 * Throws `bad-event`.
 */
export function newEvent(
  { makeId, check }: { makeId: MakeId; check: CheckData },
  draft: EventDraft,
  of: {
    workspaceId: string
    name: string
    version: number | undefined
    described: EventType | null
    idempotencyKey: string | null
    now: number
  },
): NewEvent {
  const { workspaceId, name, version, described, idempotencyKey, now } = of
  if (described) check(described, draft.data)
  const call = JSON.stringify([name, version, draft])
  return {
    event: {
      id: makeId('event'),
      workspaceId,
      type: name,
      version: version ?? described?.version ?? 1,
      source: draft.source,
      time: draft.time === undefined ? now : Date.parse(draft.time),
      data: JSON.stringify(draft.data),
      metadata: JSON.stringify(draft.metadata),
      priority: draft.priority,
      dedupeKey: draft.dedupeKey ?? null,
      idempotencyKey,
      digest: idempotencyKey === null ? null : hash('sha256', call, 'buffer'),
      createdAt: now,
    },
    dedupeSince: now - draft.dedupeWindowSeconds * 1000,
  }
}
