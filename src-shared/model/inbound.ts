import { z } from 'zod'
import { TaskMapping } from '#shared/rules/task-mapping.ts'
import { TaskProjectId, WebhookId, WorkspaceId } from './id.ts'
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
    .describe('The last call that was refused since Creel was started.'),
  sample: z.string().describe('A shell script that makes a signed call.'),
})
export type Inbound = z.infer<typeof Inbound>
