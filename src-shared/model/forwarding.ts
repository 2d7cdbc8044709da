import { z } from 'zod'

/**
 * Whether a source's requests go on to an app. `forward` sends them after the sender was answered; `relay` gives the
 * sender the answer of the first target, or the source's own answer where that does not come in time.
 */
export const ForwardingMode = z.enum(['off', 'forward', 'relay'])
export type ForwardingMode = z.infer<typeof ForwardingMode>

/** What is stored as the rule that chose the answer of a relayed request: who gave it. */
export const relayRules = {
  app: 'Answered by the app',
  'stand-in': 'Stand-in: the app did not answer in time',
} as const

/** Where requests go on to. The path and query below the source's address follow each target. */
export const Forwarding = z.object({
  mode: ForwardingMode.default('off'),
  targets: z
    .array(z.url({ protocol: /^https?$/ }))
    .max(10)
    .default([]),
  limitMs: z.int().min(500).max(55_000).default(10_000).describe('relay: how long the sender may wait for the app.'),
})
export type Forwarding = z.infer<typeof Forwarding>
