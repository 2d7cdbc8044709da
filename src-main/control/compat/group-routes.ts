import { z } from 'zod'
import type { CallContext, Handlers } from '#main/core/handlers/handlers.ts'
import { queryFlag } from '#shared/contract/operation.ts'
import { AppError } from '#shared/contract/problem.ts'
import { WebhookId } from '#shared/model/id.ts'
import type { Webhook } from '#shared/model/webhook.ts'
import { matchesEventType } from '#shared/rules/event-filter.ts'
import { groupRetryPolicy } from '#shared/rules/retry-presets.ts'
import { compatRoute } from './compat-route.ts'
import { GroupConfig, GroupConfigInput, headersFrom, patternsOf, toGroupConfig } from './group-webhook.ts'

const listedAtOnce = 500
const one = z.object({ id: WebhookId })

/** The routes of the group's document, `/api/integrations/webhooks`; a webhook made there has its whole preset. */
export const groupRoutes = {
  'group.list': compatRoute({
    summary: 'List the webhooks of a group.',
    method: 'GET',
    path: '/api/integrations/webhooks',
    scope: 'manage',
    input: z.object({
      groupId: z.string().optional(),
      event: z.string().optional(),
      enabled: queryFlag.optional(),
      q: z.string().max(200).optional(),
    }),
    output: z.array(GroupConfig),
    handle: async (handlers, { groupId, event, enabled, q }, context) => {
      requireGroup(groupId, context)
      const configs: z.infer<typeof GroupConfig>[] = []
      for (let cursor: string | null | undefined; cursor !== null;) {
        const page = { limit: listedAtOnce, cursor, deleted: false, q }
        const { items, nextCursor } = await handlers['webhooks.list'](page, context)
        const wanted = items.filter(({ events }) => event === undefined || matchesEventType(events, event))
        configs.push(...wanted.map((webhook) => toGroupConfig(webhook)))
        cursor = nextCursor
      }
      return { body: configs.filter((config) => enabled === undefined || config.enabled === enabled) }
    },
  }),
  'group.create': compatRoute({
    summary: 'Make a webhook with the group’s preset.',
    method: 'POST',
    path: '/api/integrations/webhooks',
    scope: 'manage',
    success: 201,
    input: GroupConfigInput,
    output: GroupConfig,
    handle: async (handlers, { groupId, secret: given, enabled, ...config }, context) => {
      requireGroup(groupId, context)
      const made = await handlers['webhooks.create'](
        {
          ...settingsOf(config),
          events: patternsOf(config.events),
          preset: 'group',
          enabled,
          ...(given !== undefined && { secret: given }),
        },
        context,
      )
      return { body: toGroupConfig(made, given ?? made.secret) }
    },
  }),
  'group.update': compatRoute({
    summary: 'Change a webhook whole; a new secret begins a rotation, which is finalised by hand.',
    method: 'PUT',
    path: '/api/integrations/webhooks/{id}',
    scope: 'manage',
    input: GroupConfigInput.extend({
      ...one.shape,
      rotateSecret: z.boolean().default(false),
      finalizeRotation: z.boolean().default(false),
    }),
    output: GroupConfig,
    handle: async (
      handlers,
      { id, groupId, secret: given, rotateSecret, finalizeRotation, enabled, ...config },
      context,
    ) => {
      requireGroup(groupId, context)
      const before = await requireKept(handlers, id, context)
      const changes = { ...settingsOf(config), events: patternsOf(config.events, before.events), enabled }
      let webhook = await handlers['webhooks.update']({ id, ...changes }, context)
      if (finalizeRotation) webhook = await handlers['webhooks.finalizeRotation']({ id }, context)
      if (given === undefined && !rotateSecret) return { body: toGroupConfig(webhook) }
      const how = { id, finalize: 'by-hand', ...(given !== undefined && { secret: given }) } as const
      const { secret, ...rotated } = await handlers['webhooks.rotateSecret'](how, context)
      return { body: toGroupConfig(rotated, given ?? secret) }
    },
  }),
  'group.delete': compatRoute({
    summary: 'Delete a webhook; it can be restored.',
    method: 'DELETE',
    path: '/api/integrations/webhooks/{id}',
    scope: 'manage',
    success: 204,
    input: one,
    output: z.null(),
    handle: async (handlers, { id }, context) => ({
      body: await handlers['webhooks.delete']({ id, purge: false }, context),
    }),
  }),
}

/** A caller acts for its own group only. Throws `forbidden`. */
function requireGroup(groupId: string | undefined, { workspaceId }: CallContext): void {
  if (groupId === undefined || groupId === workspaceId) return
  throw new AppError('forbidden', `This token belongs to the group ${workspaceId}, not to ${groupId}.`)
}

async function requireKept(handlers: Handlers, id: string, context: CallContext): Promise<Webhook> {
  const webhook = await handlers['webhooks.get']({ id }, context)
  if (webhook.deletedAt === null) return webhook
  throw new AppError('webhook-not-found', `No webhook has the id ${id}.`)
}

type Config = Pick<z.infer<typeof GroupConfigInput>, 'name' | 'targetUrl' | 'headers' | 'retryPolicy'>

const settingsOf = ({ name, targetUrl, headers, retryPolicy }: Config) => ({
  name,
  url: targetUrl,
  headers: headersFrom(headers),
  retry: groupRetryPolicy(retryPolicy),
})
