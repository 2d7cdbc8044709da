import { z } from 'zod'
import { EventId, RunId } from '#shared/model/id.ts'
import { Run, RunRow, RunState } from '#shared/model/run.ts'
import { Trace } from '#shared/model/trace.ts'
import { operation, page, pageInput } from './operation.ts'

export const runsOperations = {
  'runs.list': operation({
    summary: 'List the runs of all triggers, newest first.',
    method: 'GET',
    path: '/runs',
    scope: 'read',
    input: z.object({
      ...pageInput,
      state: RunState.optional(),
      eventId: EventId.optional().describe('Only those on this event.'),
    }),
    output: page(RunRow),
  }),
  'runs.get': operation({
    summary: 'Show one run with its actions and what came of each.',
    method: 'GET',
    path: '/runs/{id}',
    scope: 'read',
    input: z.object({ id: RunId }),
    output: Run,
  }),
  'runs.trace': operation({
    summary: 'Show all that followed from an event or a request, to the last attempt, as a tree.',
    method: 'GET',
    path: '/events/{id}/trace',
    scope: 'read',
    input: z.object({
      id: z.string().regex(/^(evt|req)_[0-9A-HJKMNP-TV-Z]{26}$/, 'must be the id of an event or a request'),
    }),
    output: Trace,
  }),
}
