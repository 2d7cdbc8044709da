import { z } from 'zod'

/** The steps on the way to a target, in order. */
export const ConnectivityStepName = z.enum(['dns', 'tcp', 'tls', 'certificate', 'answer'])
export type ConnectivityStepName = z.infer<typeof ConnectivityStepName>

/** What came of one step. After the first that fails the rest is skipped. */
export const ConnectivityStep = z.object({
  step: ConnectivityStepName,
  state: z.enum(['ok', 'failed', 'skipped']),
  detail: z.string().describe('What was found, or why it failed and what to do.'),
  tookMs: z.number().nullable(),
})
export type ConnectivityStep = z.infer<typeof ConnectivityStep>

/** The way to a webhook’s target, looked at step by step. */
export const ConnectivityReport = z.object({
  url: z.string(),
  isReachable: z.boolean().describe('No step failed.'),
  steps: z.array(ConnectivityStep),
  certificateEndsAt: z.iso.datetime().nullable(),
})
export type ConnectivityReport = z.infer<typeof ConnectivityReport>
