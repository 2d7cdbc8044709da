import { z } from 'zod'
import { Action } from '#shared/rules/actions/actions.ts'
import { ConditionGroup } from '#shared/rules/condition.ts'
import { EventPattern } from '#shared/rules/event-filter.ts'
import { TriggerId, WorkspaceId } from './id.ts'
import { RunState } from './run.ts'
import { Timestamp } from './time.ts'

/** What a person decides about a trigger. */
export const TriggerSettings = z.object({
  name: z.string().trim().min(1).max(100),
  description: z.string().trim().max(500).default(''),
  events: z
    .array(EventPattern)
    .min(1)
    .max(50)
    .describe('The types of events it runs on. * leaves out Creel’s own, which begin with system.'),
  sources: z
    .array(z.string().min(1).max(255))
    .max(50)
    .default([])
    .describe('Only events of these sources: ids of sources, or what else events name as their source. None: any.'),
  takesFailedSignatures: z
    .boolean()
    .default(false)
    .describe('Run on requests too whose signature was checked and is wrong.'),
  condition: ConditionGroup.nullable().default(null).describe('Run only where this holds; null: always.'),
  actions: z.array(Action).max(20).default([]).describe('In order; one that fails does not stop the next.'),
  runsPerHour: z.int().min(1).max(100_000).default(20).describe('What comes beyond is recorded and not run.'),
  allowsCommands: z
    .boolean()
    .default(false)
    .describe(
      'Commands may run on this computer, tool servers among them. Whoever can send events can then start them.',
    ),
})
export type TriggerSettings = z.infer<typeof TriggerSettings>

/** Something in a trigger that cannot work: while there is any it cannot be switched on. */
export const TriggerFault = z.object({
  path: z.string().describe('Where, such as actions.0.to.id.'),
  message: z.string().describe('What is wrong.'),
})
export type TriggerFault = z.infer<typeof TriggerFault>

/** When (events), if (condition), then (actions). */
export const Trigger = TriggerSettings.extend({
  id: TriggerId,
  workspaceId: WorkspaceId,
  enabled: z.boolean(),
  version: z.int().min(1).describe('Counts the changes of what it does.'),
  sentence: z.string().describe('All of it in words.'),
  faults: z.array(TriggerFault),
  runsToday: z.int().describe('In the last 24 hours; those that were stopped are not counted.'),
  lastRunAt: Timestamp.nullable(),
  lastRunState: RunState.nullable(),
  createdAt: Timestamp,
  updatedAt: Timestamp,
  deletedAt: Timestamp.nullable(),
})
export type Trigger = z.infer<typeof Trigger>
