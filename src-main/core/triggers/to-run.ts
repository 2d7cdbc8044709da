import type { ActionResult, ActionRun, Run, RunRow } from '#shared/model/run.ts'
import { ActionState, RunState, StopReason } from '#shared/model/run.ts'
import type { Names } from '#shared/rules/actions/action-kind.ts'
import { Action, describeAction } from '#shared/rules/actions/actions.ts'
import type { StoredAction, StoredRun } from '#main/core/database/stores/run-store.ts'
import type { RunChain } from './run-chain.ts'

const time = (ms: number): string => new Date(ms).toISOString()
const timeOrNull = (ms: number | null): string | null => (ms === null ? null : time(ms))

/** A stored run as a row of a list. */
export const toRunRow = (stored: StoredRun): RunRow => ({
  id: stored.id,
  workspaceId: stored.workspaceId,
  triggerId: stored.triggerId,
  triggerName: nameIn(stored.triggerSettings) ?? stored.triggerId,
  triggerVersion: stored.triggerVersion,
  eventId: stored.eventId,
  eventType: stored.eventType,
  requestId: stored.requestId,
  state: RunState.parse(stored.state),
  stopped: StopReason.nullable().parse(stored.stopped),
  reason: stored.reason,
  depth: (JSON.parse(stored.chain) as RunChain).triggerIds.length - 1,
  createdAt: time(stored.createdAt),
  endedAt: timeOrNull(stored.endedAt),
})

const nameIn = (settings: string | null): string | null =>
  settings === null ? null : (JSON.parse(settings) as { name: string }).name

/** A stored action as the contract shows it. */
export const toActionRun = (stored: StoredAction, names: Names): ActionRun => ({
  id: stored.id,
  runId: stored.runId,
  position: stored.position,
  kind: stored.kind,
  state: ActionState.parse(stored.state),
  sentence: describeAction(Action.parse(JSON.parse(stored.settings)), names),
  result: stored.result === null ? null : (JSON.parse(stored.result) as ActionResult),
  tries: stored.tries,
  startedAt: timeOrNull(stored.startedAt),
  endedAt: timeOrNull(stored.endedAt),
})

/** A stored run with its actions. */
export const toRun = (stored: StoredRun, actions: readonly StoredAction[], names: Names): Run => ({
  ...toRunRow(stored),
  actions: actions.map((action) => toActionRun(action, names)),
})
