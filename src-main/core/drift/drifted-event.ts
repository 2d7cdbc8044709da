import { hash } from 'node:crypto'
import type { EventTable } from '#main/core/database/webhook-tables.ts'
import { systemEvent } from '#main/core/deliveries/system-event.ts'
import type { ShapeChange } from '#shared/schema/shape-changes.ts'
import { describeChange, placeOfChange } from '#shared/schema/shape-changes.ts'

/** A request whose shape is new to its event type. */
export type Drifted = {
  workspaceId: string
  sourceId: string
  source: string
  eventType: string
  requestId: string
  receivedAt: number
  changes: readonly ShapeChange[]
}

/** `system.schema_drifted`. Its dedupe key are its changes: the same ones are told once. */
export function driftedEvent(
  { workspaceId, changes, receivedAt, ...about }: Drifted,
  { id, now }: { id: string; now: number },
): EventTable {
  const { sourceId, source, eventType } = about
  const told = changes.map((change) => ({ ...change, words: describeChange(change) }))
  const list = told.map(({ path, words }) => `${placeOfChange({ path })}: ${words}`).join('; ')
  const data = {
    ...about,
    receivedAt: new Date(receivedAt).toISOString(),
    summary: `${eventType} of ${source} has a new shape: ${list}.`,
    changes: told,
  }
  const event = systemEvent('system.schema_drifted', { id, workspaceId, now }, data)
  return { ...event, dedupeKey: hash('sha256', JSON.stringify([sourceId, eventType, changes])) }
}
