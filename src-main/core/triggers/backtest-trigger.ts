import type { Backtest } from '#shared/model/trigger-test.ts'
import type { Reader } from '#main/core/database/handles.ts'
import { findEventFacts } from '#main/core/events/find-event-facts.ts'
import { listEvents } from '#main/core/events/list-events.ts'
import { asToRun } from './events-to-run.ts'
import type { LiveTrigger } from './live-trigger.ts'
import { matchesTrigger, refusalOf } from './match-trigger.ts'

/** On which of the last events a trigger would have run; bodies are read only of those whose type it takes. */
export async function backtestTrigger(
  db: Reader,
  trigger: Pick<LiveTrigger, 'settings' | 'expressions'>,
  { workspaceId, limit }: { workspaceId: string; limit: number },
): Promise<Backtest> {
  const { items } = await listEvents(db, { workspaceId, type: undefined, cursor: undefined, limit })
  const events: Backtest['events'] = []
  for (const { id: eventId, type, source, time } of items) {
    const takes = refusalOf(trigger.settings, { type, source, isForged: false }) === null
    const found = takes ? await findEventFacts(db, workspaceId, eventId) : null
    events.push({ eventId, type, time, matches: found !== null && matchesTrigger(trigger, asToRun(found)) })
  }
  return { tested: events.length, matched: events.filter(({ matches }) => matches).length, events }
}
