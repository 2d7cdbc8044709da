import type { Tx } from '#main/core/database/handles.ts'
import type { EventTable } from '#main/core/database/webhook-tables.ts'
import type { PlanEvent } from './publish-event.ts'
import { toEvent } from './to-event.ts'

/**
 * Publishes an event in the transaction of what it tells of: both are on disk, with all that the event makes owed, or
 * neither. What it answers is to be called after the commit.
 */
export async function publishWithin(tx: Tx, plan: PlanEvent, event: EventTable): Promise<() => void> {
  await tx.insertInto('event').values(event).execute()
  const planned = plan(toEvent(event))
  planned.store()
  return planned.handOver
}
