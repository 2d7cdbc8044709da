import type { DeliveryTarget } from '#shared/rules/actions/deliver-action.ts'
import type { Event } from '#shared/model/event.ts'
import type { ActionResult } from '#shared/model/run.ts'
import type { ActionOf } from '#shared/rules/actions/actions.ts'
import type { TaskChanges } from '#main/core/tasks/change-task.ts'
import type { WantedCall } from '#main/core/tools/prepare-call.ts'

/** What came of an action. */
export type ActionOutcome = {
  state: 'done' | 'failed'
  result: ActionResult
  /** What is sent, shown or run, for whoever looks before it is. */
  detail?: string
  /** To be called when the outcome is on disk. */
  after?: () => void
}

/** What a filled-in command is. */
export type CommandToRun = Pick<ActionOf<'command'>, 'program' | 'arguments' | 'timeLimitSeconds'> & { input: string }

/**
 * All that actions can do to the world. A live run acts, a dry run records instead; the actions are the same functions.
 */
export type Effects = {
  /** `templateId`: what makes the payload; null: as the target makes its payloads. */
  deliver: (to: DeliveryTarget, templateId: string | null) => Promise<ActionOutcome>
  forward: (requestId: string, url: string) => Promise<ActionOutcome>
  emit: (type: string, data: Event['data']) => Promise<ActionOutcome>
  /** Without an external id it is a new one. */
  upsertTask: (externalId: string | null, changes: TaskChanges) => Promise<ActionOutcome>
  /** By its id or its external id. */
  completeTask: (reference: string) => Promise<ActionOutcome>
  notify: (notice: { title: string; text: string }) => Promise<ActionOutcome>
  command: (command: CommandToRun) => Promise<ActionOutcome>
  callTool: (call: WantedCall) => Promise<ActionOutcome>
}

export const failedOutcome = (words: string): ActionOutcome => ({ state: 'failed', result: { words } })
