import { z } from 'zod'
import { JsonValue } from './event.ts'
import { EventId } from './id.ts'
import { Timestamp } from './time.ts'

/** What a comparison found in the event, and whether it holds. */
export const Verdict = z.object({
  path: z.string().describe('Which part of the condition, such as rules.0.'),
  holds: z.boolean(),
  actual: JsonValue.nullable().describe('What stands there; null: nothing. A long text is cut.'),
  isMissing: z.boolean(),
  reason: z.string().nullable().describe('Why an expression could not be evaluated.'),
})
export type Verdict = z.infer<typeof Verdict>

/** What an action would do. Nothing of it is done. */
export const WouldDo = z.object({
  kind: z.string(),
  possible: z.boolean(),
  words: z.string().describe('What would happen, or why it would not.'),
  detail: z.string().nullable().describe('What would be sent, shown or run.'),
  emptyPlaces: z.array(z.string()).describe('The fields that its texts ask for and the event does not have.'),
})
export type WouldDo = z.infer<typeof WouldDo>

/** What a trigger would do with one event. */
export const TriggerTest = z.object({
  eventId: EventId.nullable().describe('null: the sample of a type.'),
  eventType: z.string(),
  matches: z.boolean(),
  reason: z.string().describe('Why it would run, or why not.'),
  takesEvent: z.boolean().describe('Type, source and signature fit.'),
  verdicts: z.array(Verdict),
  actions: z.array(WouldDo).describe('Also where it does not match: what they would do if it did.'),
})
export type TriggerTest = z.infer<typeof TriggerTest>

/** On which of the last events a trigger would have run. */
export const Backtest = z.object({
  tested: z.int(),
  matched: z.int(),
  events: z
    .array(z.object({ eventId: EventId, type: z.string(), time: Timestamp, matches: z.boolean() }))
    .describe('Newest first.'),
})
export type Backtest = z.infer<typeof Backtest>
