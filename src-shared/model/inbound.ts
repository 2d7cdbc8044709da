import { z } from 'zod'
import { TaskMapping } from '#shared/rules/task-mapping.ts'
import { TaskId, TaskProjectId, WebhookId, WorkspaceId } from './id.ts'
import { Timestamp } from './time.ts'

const ipRange = z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()])

/** Whether and how outside services may make and change tasks of a workspace with its shared secret. */
export const InboundSettings = z.object({
  enabled: z.boolean().default(false),
  mayCreate: z.boolean().default(true),
  mayUpdate: z.boolean().default(true),
  mayAddCategories: z.boolean().default(false).describe('false: a category that no task has is refused.'),
  allowedIps: z.array(ipRange).max(500).default([]).describe('Addresses or CIDR ranges; empty lets everyone in.'),
  trustForwardedFor: z
    .boolean()
    .default(true)
    .describe('Take the caller’s address from the last X-Forwarded-For, which the tunnel writes.'),
  ratePerSecond: z.int().min(1).max(1000).default(20),
  projectId: TaskProjectId.nullable().default(null).describe('Where new tasks go; null: Creel’s own list.'),
  mapping: TaskMapping.default({ fields: {}, statuses: {}, priorities: {} }),
  quietWebhookIds: z
    .array(WebhookId)
    .max(100)
    .default([])
    .describe('Webhooks that lead back to the caller: what it told is not sent to them.'),
})
export type InboundSettings = z.infer<typeof InboundSettings>

/** How long before and after its time-stamp a call is accepted. */
export const inboundToleranceSeconds = 300

/** The largest body that a call may have. */
export const inboundBodyBytesAtMost = 1_000_000

/** The inbound address of a workspace. */
export const Inbound = InboundSettings.extend({
  workspaceId: WorkspaceId,
  url: z.url().describe('The address on this computer.'),
  publicUrl: z.url().nullable().describe('The address on the internet, while a tunnel is up.'),
  secretHint: z.string().nullable().describe('null: there is no secret yet.'),
  previousSecretEndsAt: Timestamp.nullable().describe('Until when the secret before the last rotation is accepted.'),
  acceptedCount: z.int(),
  lastAcceptedAt: Timestamp.nullable(),
  lastRefusal: z
    .object({ at: Timestamp, status: z.int(), reason: z.string() })
    .nullable()
    .describe('The last call that was refused, of those that are kept.'),
  sample: z.string().describe('A shell script that makes a signed call.'),
})
export type Inbound = z.infer<typeof Inbound>

/** So many of the newest calls that were taken, and of the refusals, are kept of each workspace. */
export const inboundCallsKept = 100

/** What became of a call of an outside service. What the call said is not kept. */
export const InboundCall = z.object({
  seq: z.int().describe('Grows from call to call.'),
  at: Timestamp,
  outcome: z.enum(['created', 'updated', 'unchanged', 'refused']),
  status: z.int().describe('The status that the caller was answered with.'),
  reason: z.string().nullable().describe('Why it was refused.'),
  taskId: TaskId.nullable(),
  remoteAddress: z.string().nullable().describe('The caller’s address; of several in a row that of the last.'),
  count: z.int().describe('How many in a row were refused for the same; the calls that were taken stand one by one.'),
})
export type InboundCall = z.infer<typeof InboundCall>
