import { z } from 'zod'
import type { CallContext, Handlers } from '#main/core/handlers/handlers.ts'
import { pageInput } from '#shared/contract/operation.ts'
import { AppError } from '#shared/contract/problem.ts'
import { EventTypeName } from '#shared/model/event.ts'
import { WebhookId } from '#shared/model/id.ts'
import { isPrivateHost } from '#main/core/security/egress-policy.ts'
import { compatRoute } from './compat-route.ts'
import {
  TaskflowAttempt,
  TaskflowSettings,
  TaskflowWebhook,
  TaskflowWebhookWithSecret,
  nameOf,
  requireKnownTypes,
  toTaskflow,
  toTaskflowAttempt,
} from './taskflow-webhook.ts'

/** So many webhooks an account may have there. */
const webhooksAtMost = 10

const one = z.object({ webhook_id: WebhookId })

const listOf = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), next_cursor: z.string().nullable() })

/** The routes of TaskFlow's document, `/v2/webhooks`; a webhook made there has its whole preset. */
export const taskflowRoutes = {
  'taskflow.list': compatRoute({
    summary: 'List webhooks, as TaskFlow has them.',
    method: 'GET',
    path: '/v2/webhooks',
    scope: 'read',
    input: z.object(pageInput),
    output: listOf(TaskflowWebhook),
    handle: async (handlers, { limit, cursor }, context) => {
      const { items, nextCursor } = await handlers['webhooks.list']({ limit, cursor, deleted: false }, context)
      return { body: { items: items.map(toTaskflow), next_cursor: nextCursor } }
    },
  }),
  'taskflow.create': compatRoute({
    summary: 'Make a webhook with TaskFlow’s preset.',
    method: 'POST',
    path: '/v2/webhooks',
    scope: 'manage',
    success: 201,
    input: TaskflowSettings,
    output: TaskflowWebhookWithSecret,
    handle: async (handlers, { url, events, secret, enabled }, context) => {
      await requireKnownTypes(handlers, events, context)
      await requireHttps(handlers, url, context)
      await requireRoom(handlers, context)
      const made = await handlers['webhooks.create'](
        { name: nameOf(url), url, events, enabled, preset: 'taskflow', ...(secret !== undefined && { secret }) },
        context,
      )
      return { body: { ...toTaskflow(made), ...(made.secret !== null && { secret: made.secret }) } }
    },
  }),
  'taskflow.get': compatRoute({
    summary: 'Show a webhook, as TaskFlow has it.',
    method: 'GET',
    path: '/v2/webhooks/{webhook_id}',
    scope: 'read',
    input: one,
    output: TaskflowWebhook,
    handle: async (handlers, { webhook_id: id }, context) => ({
      body: toTaskflow(await requireKept(handlers, id, context)),
    }),
  }),
  'taskflow.update': compatRoute({
    summary: 'Change a webhook; a new secret signs from now on, alone.',
    method: 'PATCH',
    path: '/v2/webhooks/{webhook_id}',
    scope: 'manage',
    input: TaskflowSettings.partial().extend({ ...one.shape, enabled: z.boolean().optional() }),
    output: TaskflowWebhook,
    handle: async (handlers, { webhook_id: id, secret, ...changes }, context) => {
      const { secrets } = await requireKept(handlers, id, context)
      if (changes.url !== undefined) await requireHttps(handlers, changes.url, context)
      if (changes.events) await requireKnownTypes(handlers, changes.events, context)
      if (secret !== undefined) {
        const isRotating = secrets.some(({ state }) => state === 'next' || state === 'previous')
        if (isRotating) await handlers['webhooks.finalizeRotation']({ id }, context)
        await handlers['webhooks.rotateSecret']({ id, secret, finalize: 'by-itself', overlapMs: 0 }, context)
      }
      return { body: toTaskflow(await handlers['webhooks.update']({ id, ...changes }, context)) }
    },
  }),
  'taskflow.delete': compatRoute({
    summary: 'Delete a webhook; it can be restored.',
    method: 'DELETE',
    path: '/v2/webhooks/{webhook_id}',
    scope: 'manage',
    success: 204,
    input: one,
    output: z.null(),
    handle: async (handlers, { webhook_id: id }, context) => ({
      body: await handlers['webhooks.delete']({ id, purge: false }, context),
    }),
  }),
  'taskflow.test': compatRoute({
    summary: 'Send a test event to a webhook, even if it is disabled or does not take it.',
    method: 'POST',
    path: '/v2/webhooks/{webhook_id}/test',
    scope: 'write',
    success: 202,
    input: one.extend({ event_type: EventTypeName }),
    output: z.object({ delivery_id: z.string(), event_id: z.string().nullable() }),
    handle: async (handlers, { webhook_id: id, event_type: eventType }, context) => {
      const { id: deliveryId, eventId } = await handlers['webhooks.test']({ id, eventType }, context).catch(wrongType)
      return { body: { delivery_id: deliveryId, event_id: eventId } }
    },
  }),
  'taskflow.deliveries': compatRoute({
    summary: 'List the attempts of a webhook, newest first.',
    method: 'GET',
    path: '/v2/webhooks/{webhook_id}/deliveries',
    scope: 'read',
    input: one.extend(pageInput),
    output: listOf(TaskflowAttempt),
    handle: async (handlers, { webhook_id: id, limit, cursor }, context) => {
      const { items, nextCursor } = await handlers['webhooks.attempts']({ id, limit, cursor }, context)
      return { body: { items: items.map(toTaskflowAttempt), next_cursor: nextCursor } }
    },
  }),
}

// Here an unknown type is a wrong field.
function wrongType(error: unknown): never {
  if (!(error instanceof AppError) || error.code !== 'event-type-not-found') throw error
  throw new AppError('bad-input', error.message, { errors: [{ path: 'event_type', message: 'is no type of event' }] })
}

const requireKept: (
  handlers: Handlers,
  id: string,
  context: CallContext,
) => ReturnType<Handlers['webhooks.get']> = async (handlers, id, context) => {
  const webhook = await handlers['webhooks.get']({ id }, context)
  if (webhook.deletedAt === null) return webhook
  throw new AppError('webhook-not-found', `No webhook has the id ${id}.`)
}

// A private address that an admin has allowed may well speak http: what is public may be listened to on its way.
async function requireHttps(handlers: Handlers, url: string, context: CallContext): Promise<void> {
  if (new URL(url).protocol !== 'http:' || isPrivateHost(url)) return
  const { egress } = await handlers['status.get']({}, context)
  if (egress === 'local') return
  throw new AppError('bad-input', 'TaskFlow sends to https alone. Give an https URL.', {
    errors: [{ path: 'url', message: 'must be https' }],
  })
}

async function requireRoom(handlers: Handlers, context: CallContext): Promise<void> {
  const { items } = await handlers['webhooks.list']({ limit: webhooksAtMost, deleted: false }, context)
  if (items.length < webhooksAtMost) return
  throw new AppError(
    'webhook-limit-reached',
    `An account has at most ${webhooksAtMost} webhooks here. Delete one, or use POST /api/v1/webhooks.`,
  )
}
