import { z } from 'zod'
import type { ActionKind, Names } from './action-kind.ts'
import { callToolAction } from './call-tool-action.ts'
import { commandAction } from './command-action.ts'
import { completeTaskAction } from './complete-task-action.ts'
import { deliverAction } from './deliver-action.ts'
import { emitAction } from './emit-action.ts'
import { forwardAction } from './forward-action.ts'
import { notifyAction } from './notify-action.ts'
import { upsertTaskAction } from './upsert-task-action.ts'

/** All kinds of actions. */
export const actionKinds = {
  deliver: deliverAction,
  'upsert-task': upsertTaskAction,
  'complete-task': completeTaskAction,
  forward: forwardAction,
  emit: emitAction,
  notify: notifyAction,
  command: commandAction,
  'call-tool': callToolAction,
}

export type ActionKindName = keyof typeof actionKinds
export const ActionKindName = z.enum(Object.keys(actionKinds) as [ActionKindName, ...ActionKindName[]])

/** What a trigger does. */
export const Action = z
  .discriminatedUnion('kind', [
    deliverAction.schema,
    upsertTaskAction.schema,
    completeTaskAction.schema,
    forwardAction.schema,
    emitAction.schema,
    notifyAction.schema,
    commandAction.schema,
    callToolAction.schema,
  ])
  .meta({ id: 'Action' })
export type Action = z.infer<typeof Action>
export type ActionOf<Kind extends ActionKindName> = Extract<Action, { kind: Kind }>

/** An action as a person would say it. */
export function describeAction(action: Action, names: Names): string {
  // One place where TypeScript cannot follow that a kind and an action of one name belong together.
  const kind = actionKinds[action.kind] as ActionKind<z.ZodType<Action>>
  return kind.describe(action, names)
}
