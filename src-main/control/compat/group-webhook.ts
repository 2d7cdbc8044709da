import { z } from 'zod'
import { isSensitiveHeader } from '#shared/model/header-pairs.ts'
import type { Webhook, WebhookHeader } from '#shared/model/webhook.ts'
import { WebhookUrl } from '#shared/model/webhook.ts'
import { matchesEventType } from '#shared/rules/event-filter.ts'
import { attemptsOf, delayAfter } from '#shared/rules/retry-policy.ts'
import { wholeSeconds } from './compat-route.ts'

/** The events of the group's document, by its keys. */
export const groupEvents = {
  taskCreated: 'task.created',
  taskUpdated: 'task.updated',
  taskCompleted: 'task.completed',
  taskApproved: 'task.approved',
  taskRejected: 'task.rejected',
  taskSwapped: 'task.swapped',
} as const

type GroupEvent = keyof typeof groupEvents
const groupEventKeys = Object.keys(groupEvents) as GroupEvent[]

const EventFlags = z
  .partialRecord(z.enum(groupEventKeys), z.boolean())
  .refine((flags) => Object.values(flags).some((isOn) => isOn), 'choose at least one event')

/** Stands for a header value that is secret: sent back, it keeps what is there. */
export const maskedValue = '••••••••'

/** What the group's document lets a caller decide. */
export const GroupConfigInput = z.object({
  groupId: z.string().optional(),
  name: z.string().trim().min(1).max(80),
  targetUrl: WebhookUrl,
  secret: z.string().min(1).max(4096).optional(),
  enabled: z.boolean().default(true),
  events: EventFlags,
  headers: z.record(z.string(), z.string()).default({}),
  retryPolicy: z
    .object({ maxAttempts: z.int().min(1).max(100), backoffSeconds: z.int().min(0).max(86_400) })
    .default({ maxAttempts: 6, backoffSeconds: 5 }),
})

/** A webhook as the group's document shows it. */
export const GroupConfig = z.object({
  id: z.string(),
  groupId: z.string(),
  name: z.string(),
  targetUrl: z.string(),
  secret: z.string().optional().describe('Only where one was made or given by this call.'),
  enabled: z.boolean(),
  events: z.record(z.enum(groupEventKeys), z.boolean()),
  headers: z.record(z.string(), z.string()),
  retryPolicy: z.object({ maxAttempts: z.int(), backoffSeconds: z.int() }),
  createdAt: z.string(),
  updatedAt: z.string(),
})

export const toGroupConfig = (webhook: Webhook, secret: string | null = null): z.infer<typeof GroupConfig> => ({
  id: webhook.id,
  groupId: webhook.workspaceId,
  name: webhook.name,
  targetUrl: webhook.url,
  ...(secret !== null && { secret }),
  enabled: webhook.status !== 'disabled',
  events: flagsOf(webhook.events),
  headers: Object.fromEntries(webhook.headers.map(({ name, value }) => [name, value ?? maskedValue])),
  retryPolicy: {
    maxAttempts: attemptsOf(webhook.retry),
    backoffSeconds: Math.round(delayAfter(webhook.retry, 1) ?? 0),
  },
  createdAt: wholeSeconds(webhook.createdAt),
  updatedAt: wholeSeconds(webhook.updatedAt),
})

const flagsOf = (patterns: readonly string[]) =>
  Object.fromEntries(groupEventKeys.map((key) => [key, matchesEventType(patterns, groupEvents[key])])) as Record<
    GroupEvent,
    boolean
  >

/** The patterns after a change of the flags; patterns that find none of the six types stay. */
export function patternsOf(flags: z.infer<typeof EventFlags>, before: readonly string[] = []): string[] {
  const known = flagsOf(before)
  if (before.length > 0 && groupEventKeys.every((key) => known[key] === (flags[key] ?? false))) return [...before]
  const others = before.filter((pattern) =>
    groupEventKeys.every((key) => !matchesEventType([pattern], groupEvents[key])),
  )
  return [...groupEventKeys.filter((key) => flags[key]).map((key) => groupEvents[key]), ...others]
}

/** Headers of the document's shape as ours; those that look secret are kept so. */
export const headersFrom = (headers: Record<string, string>): WebhookHeader[] =>
  Object.entries(headers).map(([name, value]) => {
    const isSecret = isSensitiveHeader(name) || value === maskedValue
    return { name, value: value === maskedValue ? null : value, isSecret }
  })
