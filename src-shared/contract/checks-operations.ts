import { z } from 'zod'
import { Check, CheckSettings } from '#shared/model/check.ts'
import { CheckId } from '#shared/model/id.ts'
import { operation, page, pageInput } from './operation.ts'

const one = z.object({ id: CheckId })

export const checksOperations = {
  'checks.run': operation({
    summary: 'Check a handler of webhooks: send it good, bad and odd events, and judge its answers.',
    method: 'POST',
    path: '/checks',
    scope: 'write',
    success: 202,
    input: z.object({
      ...CheckSettings.shape,
      secret: z.string().min(1).max(4096).meta({
        format: 'password',
        description: 'What the handler checks signatures with; used for this run and not kept.',
      }),
    }),
    output: Check,
  }),
  'checks.list': operation({
    summary: 'List the checks of handlers, newest first; they are kept for 30 days.',
    method: 'GET',
    path: '/checks',
    scope: 'read',
    input: z.object(pageInput),
    output: page(Check),
  }),
  'checks.get': operation({
    summary: 'Show the report of a check, as far as it has come.',
    method: 'GET',
    path: '/checks/{id}',
    scope: 'read',
    input: one,
    output: Check,
  }),
  'checks.junit': operation({
    summary: 'Show the report of a check as JUnit XML, for build servers.',
    method: 'GET',
    path: '/checks/{id}/junit',
    scope: 'read',
    input: one,
    output: z.object({ xml: z.string() }),
  }),
  'checks.cancel': operation({
    summary: 'Ask nothing more of a handler; what was found stays.',
    method: 'POST',
    path: '/checks/{id}/cancel',
    scope: 'write',
    input: one,
    output: Check,
  }),
}
