import type { Action, ActionKindName, ActionOf } from '#shared/rules/actions/actions.ts'
import type { ActionContext } from './action-context.ts'
import type { ActionOutcome, Effects } from './effects.ts'
import { performCallTool } from './perform-call-tool.ts'
import { performCommand } from './perform-command.ts'
import { performCompleteTask } from './perform-complete-task.ts'
import { performDeliver } from './perform-deliver.ts'
import { performEmit } from './perform-emit.ts'
import { performForward } from './perform-forward.ts'
import { performNotify } from './perform-notify.ts'
import { performUpsertTask } from './perform-upsert-task.ts'

/** One kind of action, told in effects. */
export type Perform<Kind extends ActionKindName> = (
  action: ActionOf<Kind>,
  context: ActionContext,
  effects: Effects,
) => Promise<ActionOutcome>

const performers: { [Kind in ActionKindName]: Perform<Kind> } = {
  deliver: performDeliver,
  'upsert-task': performUpsertTask,
  'complete-task': performCompleteTask,
  forward: performForward,
  emit: performEmit,
  notify: performNotify,
  command: performCommand,
  'call-tool': performCallTool,
}

/** Performs an action by means of effects; whether they act or record is theirs to say. */
export function performAction(action: Action, context: ActionContext, effects: Effects): Promise<ActionOutcome> {
  // One place where TypeScript cannot follow that a kind and an action of one name belong together.
  const perform = performers[action.kind] as Perform<ActionKindName>
  return perform(action, context, effects)
}

/** Whether an action takes place outside of the database, so that a crash may come between it and its record. */
export const isOutside = ({ kind }: Action): boolean => kind === 'command' || kind === 'call-tool'
