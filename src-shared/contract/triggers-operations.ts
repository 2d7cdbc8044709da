import { z } from 'zod'
import { EventTypeName, JsonValue } from '#shared/model/event.ts'
import { EventId, TriggerId } from '#shared/model/id.ts'
import { RunRow, RunState } from '#shared/model/run.ts'
import { Backtest, TriggerTest } from '#shared/model/trigger-test.ts'
import { Trigger, TriggerSettings } from '#shared/model/trigger.ts'
import { changesOf, operation, page, pageInput, queryFlag } from './operation.ts'

const changes = changesOf(TriggerSettings.shape)
const { name, events } = TriggerSettings.shape

const one = z.object({ id: TriggerId })

const against = {
  eventId: EventId.optional().describe('The event to test with; left out: the newest that it takes, else a sample.'),
  eventType: EventTypeName.optional().describe('Test with the sample of this type.'),
  data: z.record(z.string(), JsonValue).optional().describe('Test with this data in the place of the sample’s.'),
}

const backtestOver = { limit: z.int().min(1).max(500).default(500).describe('How many of the last events.') }

const drafted = { ...changes, name: name.default('Draft'), events }

export const triggersOperations = {
  'triggers.list': operation({
    summary: 'List the triggers, oldest first.',
    method: 'GET',
    path: '/triggers',
    scope: 'read',
    input: z.object({
      ...pageInput,
      deleted: queryFlag.default(false).describe('List the deleted ones instead.'),
      enabled: queryFlag.optional(),
      q: z.string().max(200).optional().describe('A part of the name or of the sentence.'),
    }),
    output: page(Trigger),
  }),
  'triggers.get': operation({
    summary: 'Show one trigger.',
    method: 'GET',
    path: '/triggers/{id}',
    scope: 'read',
    input: one,
    output: Trigger,
  }),
  'triggers.create': operation({
    summary: 'Make a trigger. It is off until it is switched on.',
    method: 'POST',
    path: '/triggers',
    scope: 'write',
    success: 201,
    input: z.object({ ...changes, name, events, enabled: z.boolean().default(false) }),
    output: Trigger,
  }),
  'triggers.update': operation({
    summary: 'Change a trigger, or switch it on or off; what is left out stays.',
    method: 'PATCH',
    path: '/triggers/{id}',
    scope: 'write',
    input: z.object({ ...one.shape, ...changes, enabled: z.boolean().optional() }),
    output: Trigger,
  }),
  'triggers.delete': operation({
    summary: 'Delete a trigger. It can be restored, and its runs stay.',
    method: 'DELETE',
    path: '/triggers/{id}',
    scope: 'write',
    success: 204,
    input: one,
    output: z.null(),
  }),
  'triggers.restore': operation({
    summary: 'Bring a deleted trigger back, switched off.',
    method: 'POST',
    path: '/triggers/{id}/restore',
    scope: 'write',
    input: one,
    output: Trigger,
  }),
  'triggers.test': operation({
    summary: 'Show what a trigger would do with an event. Nothing is sent, changed or run.',
    method: 'POST',
    path: '/triggers/{id}/test',
    scope: 'read',
    input: z.object({ ...one.shape, ...against }),
    output: TriggerTest,
  }),
  'triggers.testDraft': operation({
    summary: 'Show what a trigger that is not saved would do with an event. Nothing is sent, changed or run.',
    method: 'POST',
    path: '/triggers/test',
    scope: 'read',
    input: z.object({ ...drafted, ...against }),
    output: TriggerTest,
  }),
  'triggers.backtest': operation({
    summary: 'Show on which of the last events a trigger would have run.',
    method: 'POST',
    path: '/triggers/{id}/backtest',
    scope: 'read',
    input: z.object({ ...one.shape, ...backtestOver }),
    output: Backtest,
  }),
  'triggers.backtestDraft': operation({
    summary: 'Show on which of the last events a trigger that is not saved would have run.',
    method: 'POST',
    path: '/triggers/backtest',
    scope: 'read',
    input: z.object({ ...drafted, ...backtestOver }),
    output: Backtest,
  }),
  'triggers.runs': operation({
    summary: 'List the runs of a trigger, newest first.',
    method: 'GET',
    path: '/triggers/{id}/runs',
    scope: 'read',
    input: z.object({ ...one.shape, ...pageInput, state: RunState.optional() }),
    output: page(RunRow),
  }),
}
