import type { ActionResult, ActionState, RunState } from '#shared/model/run.ts'
import { Action } from '#shared/rules/actions/actions.ts'
import type { Tx } from '#main/core/database/handles.ts'
import type { StoredAction } from '#main/core/database/stores/run-store.ts'
import { beginAction, endAction, listActions, setRunState } from '#main/core/database/stores/run-store.ts'
import { findTrigger } from '#main/core/database/stores/trigger-store.ts'
import type { RunTable } from '#main/core/database/trigger-tables.ts'
import type { AskableEvent } from '#main/core/events/find-event-facts.ts'
import type { RunChain } from '#main/core/triggers/run-chain.ts'
import type { TriggerRegistry } from '#main/core/triggers/trigger-registry.ts'
import type { ActionOutcome, Effects } from './effects.ts'
import { failedOutcome } from './effects.ts'
import type { LiveEffectsParts } from './live-effects.ts'
import { liveEffects } from './live-effects.ts'
import { isOutside, performAction } from './perform-action.ts'
import { workflowTriggered } from './workflow-triggered.ts'

export type AdvanceParts = LiveEffectsParts & { triggers: TriggerRegistry }

/** A run that is under way; without its event that is gone. */
export type RunUnderWay = { run: RunTable; chain: RunChain; found: AskableEvent | null }

/** How far a run has come: to its end, or to an action outside of the database. `after` is for after the commit. */
export type Advanced = { after: (() => void)[] } & (
  | { kind: 'ended' }
  | { kind: 'outside'; actionId: string; action: Action; allowsCommands: boolean }
)

/** An action that broke the transaction it ran in. */
export class ActionBroke extends Error {
  readonly actionId: string

  constructor(actionId: string, cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause })
    this.name = 'ActionBroke'
    this.actionId = actionId
  }
}

const gone = 'The event was removed before the action was begun.'

/** Does in one transaction all that a run can do in the database up to the next action outside of it. */
export async function advanceRun(tx: Tx, parts: AdvanceParts, underWay: RunUnderWay): Promise<Advanced> {
  const { run, found } = underWay
  const now = parts.clock.now()
  const stored = await listActions(tx, run.id)
  const trigger = await triggerOf(tx, parts, run)
  const after: (() => void)[] = []
  const states: string[] = []
  let taskId: string | null = null
  for (const one of stored) {
    if (isSettled(one)) {
      states.push(one.state)
      taskId = resultOf(one)?.taskId ?? taskId
      continue
    }
    const action = Action.parse(JSON.parse(one.settings))
    if (found !== null && isOutside(action)) {
      await beginAction(tx, one.id, now)
      await setRunState(tx, run.id, 'running', null)
      return { kind: 'outside', actionId: one.id, action, allowsCommands: trigger.allowsCommands, after }
    }
    const outcome =
      found === null
        ? failedOutcome(gone)
        : await performInside(tx, parts, { ...underWay, found, one, action, triggerName: trigger.name })
    await endAction(tx, { id: one.id, state: outcome.state, result: outcome.result, now })
    states.push(outcome.state)
    taskId = outcome.result.taskId ?? taskId
    if (outcome.after) after.push(outcome.after)
  }
  const state = stateOf(states)
  await setRunState(tx, run.id, state, now)
  after.push(...(await workflowTriggered(tx, parts, { ...underWay, name: trigger.name, state, taskId })))
  return { kind: 'ended', after }
}

const resultOf = ({ result }: StoredAction): ActionResult | null =>
  result === null ? null : (JSON.parse(result) as ActionResult)

const isSettled = ({ state }: StoredAction): boolean =>
  (['done', 'failed', 'interrupted'] satisfies ActionState[] as string[]).includes(state)

async function triggerOf(
  tx: Tx,
  { triggers }: AdvanceParts,
  { workspaceId, triggerId }: RunTable,
): Promise<{ name: string; allowsCommands: boolean }> {
  const settings = triggers.byId(triggerId)?.settings ?? (await findTrigger(tx, workspaceId, triggerId))?.settings
  return settings ?? { name: triggerId, allowsCommands: false }
}

type Performing = RunUnderWay & { found: AskableEvent; one: StoredAction; action: Action; triggerName: string }

async function performInside(
  tx: Tx,
  parts: AdvanceParts,
  { run, chain, found, one, action, triggerName }: Performing,
): Promise<ActionOutcome> {
  const acting = { run, chain, actionId: one.id, event: found.event, triggerName }
  const effects: Effects = { ...liveEffects(parts, tx, acting), command: notInside, callTool: notInside }
  try {
    return await performAction(action, { ...found, allowsCommands: false }, effects)
  } catch (error) {
    throw new ActionBroke(one.id, error)
  }
}

const notInside = (): Promise<never> =>
  Promise.reject(new Error('Commands run and tools are called outside of the transaction.'))

/** What a run came to, of what its actions have. */
function stateOf(states: readonly string[]): RunState {
  const done = states.filter((state) => state === 'done').length
  if (done === states.length) return 'succeeded'
  return done === 0 ? 'failed' : 'partly'
}
