import { z } from 'zod'
import { EventTypeName } from './event.ts'
import { ActionId, DeliveryId, EventId, RequestId, RunId, TriggerId, WorkspaceId } from './id.ts'
import { Timestamp } from './time.ts'
import { ToolResult } from './tool-server.ts'

/**
 * `planned` and `running`: actions are still to come. `partly`: some of its actions failed. `stopped`: none of them was
 * begun, because it would have been a loop or one run too many in an hour.
 */
export const RunState = z.enum(['planned', 'running', 'succeeded', 'partly', 'failed', 'stopped'])
export type RunState = z.infer<typeof RunState>

/** Why a run was stopped before it began. */
export const StopReason = z.enum(['loop', 'limit'])
export type StopReason = z.infer<typeof StopReason>

/** `interrupted`: a crash came in between, and it may not be done twice. */
export const ActionState = z.enum(['planned', 'running', 'done', 'failed', 'interrupted'])
export type ActionState = z.infer<typeof ActionState>

/** What a command left behind. */
export const CommandResult = z.object({
  exitCode: z.int().nullable().describe('null: it was ended.'),
  signal: z.string().nullable(),
  output: z.string().describe('The first 64 kB of what it wrote, errors included.'),
  isCut: z.boolean(),
  tookMs: z.number(),
})
export type CommandResult = z.infer<typeof CommandResult>

/** What came of an action. */
export const ActionResult = z.object({
  words: z.string().describe('What was done, or why it was not.'),
  deliveryId: DeliveryId.optional().describe('What it made owed.'),
  eventId: EventId.optional().describe('The event that it published.'),
  taskId: z.string().optional().describe('The task that it made or changed.'),
  command: CommandResult.optional(),
  tool: ToolResult.optional(),
})
export type ActionResult = z.infer<typeof ActionResult>

/** One action of a run. */
export const ActionRun = z.object({
  id: ActionId,
  runId: RunId,
  position: z.int().min(0).describe('Its place among the trigger’s actions.'),
  kind: z.string(),
  state: ActionState,
  sentence: z.string().describe('What it is to do, as the trigger says it.'),
  result: ActionResult.nullable(),
  tries: z.int().describe('More than 1: a crash interrupted it.'),
  startedAt: Timestamp.nullable(),
  endedAt: Timestamp.nullable(),
})
export type ActionRun = z.infer<typeof ActionRun>

/** A run of a trigger as a row of a list. */
export const RunRow = z.object({
  id: RunId,
  workspaceId: WorkspaceId,
  triggerId: TriggerId,
  triggerName: z.string(),
  triggerVersion: z.int(),
  eventId: EventId,
  eventType: EventTypeName,
  requestId: RequestId.nullable().describe('The request that the event is.'),
  state: RunState,
  stopped: StopReason.nullable(),
  reason: z.string().nullable().describe('Why it was stopped, in words.'),
  depth: z.int().describe('How many runs came before it in its chain.'),
  createdAt: Timestamp,
  endedAt: Timestamp.nullable(),
})
export type RunRow = z.infer<typeof RunRow>

/** A run with its actions. */
export const Run = RunRow.extend({ actions: z.array(ActionRun) })
export type Run = z.infer<typeof Run>
