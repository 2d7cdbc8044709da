import { z } from 'zod'
import { Check } from '#shared/model/check.ts'
import { Delivery } from '#shared/model/delivery.ts'
import { Notice } from '#shared/model/notice.ts'
import { Replay } from '#shared/model/replay.ts'
import { RequestRow } from '#shared/model/request.ts'
import { Simulation } from '#shared/model/simulation.ts'
import { Tunnel } from '#shared/model/tunnel.ts'

/**
 * What the feed says, by kind. An event carries the list row, never a body. `reset` tells a client that what it
 * missed is no longer held: it fetches anew.
 */
export const feedEvents = {
  'request.received': RequestRow,
  'request.updated': RequestRow,
  'requests.removed': z.object({ ids: z.array(z.string()).nullable().describe('null: too many to name, fetch anew.') }),
  'requests.changed': z
    .object({ ids: z.array(z.string()).nullable().describe('null: too many to name.') })
    .describe('Many changed at once, or came back: fetch anew.'),
  'sources.changed': z.object({ id: z.string() }),
  'webhooks.changed': z.object({ id: z.string() }),
  'templates.changed': z.object({ id: z.string() }),
  'tasks.changed': z.object({ ids: z.array(z.string()).nullable().describe('null: too many to name.') }),
  'taskmaster.changed': z.object({ id: z.string() }).describe('A link to Taskmaster.'),
  'triggers.changed': z.object({ id: z.string() }),
  'toolServers.changed': z.object({ id: z.string() }),
  'runs.changed': z
    .object({ ids: z.array(z.string()).nullable().describe('null: too many to name.') })
    .describe('Triggers have run: fetch anew.'),
  'notice.shown': Notice.describe('A trigger asks for a notice. It is told once, and kept nowhere.'),
  'views.changed': z.object({ id: z.string() }),
  'settings.changed': z.object({}),
  'inbound.called': z.object({}).describe('Outside services have called for tasks: fetch anew.'),
  'apiKeys.changed': z.object({ id: z.string() }),
  'delivery.changed': Delivery,
  'deliveries.changed': z
    .object({ ids: z.array(z.string()).nullable().describe('null: too many to name.') })
    .describe('Deliveries to webhooks have moved: fetch anew.'),
  'replay.changed': Replay.describe('A replay of many requests.'),
  'simulation.changed': Simulation,
  'check.changed': Check.describe('A conformance run.'),
  'scenarios.changed': z.object({ name: z.string() }),
  'tunnel.changed': z.object({ tunnel: Tunnel.nullable() }).describe('null: it was stopped.'),
  'status.changed': z.object({}).describe('Fetch the status anew.'),
  reset: z.object({}),
} as const satisfies Record<string, z.ZodType>

export type FeedKind = keyof typeof feedEvents
/** One event of the feed; `id` is `<boot>-<sequence>`. */
export type FeedEvent = {
  [Kind in FeedKind]: { id: string; kind: Kind; data: z.output<(typeof feedEvents)[Kind]> }
}[FeedKind]
/** An event as the core publishes it, before it has an id. */
export type FeedMessage = { [Kind in FeedKind]: { kind: Kind; data: z.output<(typeof feedEvents)[Kind]> } }[FeedKind]
