import type { Event } from '#shared/model/event.ts'
import type { AskableEvent } from '#main/core/events/find-event-facts.ts'
import type { ActionTable, RunTable } from '#main/core/database/trigger-tables.ts'
import type { MakeId } from '#main/core/make-id.ts'
import type { LiveTrigger } from './live-trigger.ts'
import type { EventToMatch } from './match-trigger.ts'
import { matchesTrigger } from './match-trigger.ts'
import type { Stop } from './run-chain.ts'
import { chainOf, loopIn } from './run-chain.ts'
import type { RunLimits } from './run-limits.ts'

/** An event as planning needs it. `askable` is made when something runs on it; `hops` is asked of a request alone. */
export type EventToRun = EventToMatch &
  Pick<Event, 'id' | 'workspaceId' | 'requestId' | 'cause'> & { askable: () => AskableEvent; hops: () => number }

/** A run as it is planned, with its actions in order. */
export type PlannedRun = {
  run: RunTable
  actions: NewAction[]
  trigger: LiveTrigger
  askable: () => AskableEvent
  /** The first in an hour that its limit has stopped. */
  isFirstRefused: boolean
}

export type NewAction = Pick<ActionTable, 'id' | 'workspaceId' | 'runId' | 'position' | 'kind' | 'settings' | 'state'>

export type PlanRunsParts = { makeId: MakeId; limits: RunLimits; now: number }

/** What triggers have to do about an event: a run for each that takes it, stopped where it would be a loop or one too many. */
export function planRuns(event: EventToRun, candidates: readonly LiveTrigger[], parts: PlanRunsParts): PlannedRun[] {
  return candidates.filter((trigger) => matchesTrigger(trigger, event)).map((trigger) => planRun(event, trigger, parts))
}

function planRun(event: EventToRun, trigger: LiveTrigger, { makeId, limits, now }: PlanRunsParts): PlannedRun {
  const { runsPerHour } = trigger.settings
  const chain = chainOf(event, trigger.id, event.hops)
  const loop = loopIn(chain)
  const limit = loop === null ? limits.take(trigger.id, runsPerHour, now) : null
  const stop = loop ?? (limit?.may === false ? overLimit(runsPerHour) : null)
  const { id: eventId, type: eventType, workspaceId, requestId } = event
  const run = {
    id: makeId('run'),
    workspaceId,
    triggerId: trigger.id,
    triggerVersion: trigger.version,
    eventId,
    eventType,
    requestId,
    ...beginningOf(stop, now),
    chain: JSON.stringify(chain),
    createdAt: now,
  }
  const isFirstRefused = limit?.may === false && limit.isFirst
  const actions = stop === null ? planActions(trigger, run, makeId) : []
  return { trigger, askable: event.askable, isFirstRefused, run, actions }
}

const beginningOf = (stop: Stop | null, now: number): Pick<RunTable, 'state' | 'stopped' | 'reason' | 'endedAt'> =>
  stop === null
    ? { state: 'planned', stopped: null, reason: null, endedAt: null }
    : { state: 'stopped', ...stop, endedAt: now }

const planActions = (
  { settings }: LiveTrigger,
  { id: runId, workspaceId }: Pick<RunTable, 'id' | 'workspaceId'>,
  makeId: MakeId,
): NewAction[] =>
  settings.actions.map((action, position) => ({
    id: makeId('action'),
    workspaceId,
    runId,
    position,
    kind: action.kind,
    settings: JSON.stringify(action),
    state: 'planned',
  }))

const overLimit = (most: number): Stop => ({
  stopped: 'limit',
  reason: `stopped: limit. The trigger has run ${most} times within the hour, which is all that it may.`,
})
