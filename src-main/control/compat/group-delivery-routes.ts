import { z } from 'zod'
import type { CallContext, Handlers } from '#main/core/handlers/handlers.ts'
import { AppError } from '#shared/contract/problem.ts'
import type { Delivery, DeliveryRow } from '#shared/model/delivery.ts'
import type { Event } from '#shared/model/event.ts'
import { DeliveryId, WebhookId } from '#shared/model/id.ts'
import { compatRoute } from './compat-route.ts'
import type { GroupStatus as Status } from './group-delivery.ts'
import { GroupDelivery, GroupStatus, groupStatusOf, toGroupDelivery } from './group-delivery.ts'

const shownAtOnce = 100
const readAtOnce = 500

/** The deliveries of the group's document. */
export const groupDeliveryRoutes = {
  'group.deliveries': compatRoute({
    summary: 'List the deliveries of a webhook, newest first; the next page is in `Link`.',
    method: 'GET',
    path: '/api/integrations/webhooks/{id}/deliveries',
    scope: 'manage',
    input: z.object({
      id: WebhookId,
      status: GroupStatus.optional(),
      limit: z.coerce.number().int().min(1).max(500).default(shownAtOnce),
      cursor: z.string().optional(),
    }),
    output: z.array(GroupDelivery),
    handle: async (handlers, { id, status, limit, cursor }, context) => {
      const { rows, next } = await readRows(handlers, { id, status, limit, cursor }, context)
      const body = await Promise.all(rows.map((row) => showDelivery(handlers, row.id, context)))
      return { body, ...(next !== null && { headers: { link: linkTo({ id, status, limit, cursor: next }) } }) }
    },
  }),
  'group.replay': compatRoute({
    summary: 'Send again what failed; the webhook-id stays the same.',
    method: 'POST',
    path: '/api/integrations/webhooks/{id}/replay/{deliveryId}',
    scope: 'manage',
    success: 202,
    input: z.object({ id: WebhookId, deliveryId: DeliveryId }),
    output: GroupDelivery,
    handle: async (handlers, { id, deliveryId }, context) => {
      const delivery = await handlers['deliveries.get']({ id: deliveryId }, context)
      if (delivery.webhookId !== id) {
        throw new AppError('delivery-not-found', `The webhook ${id} has no delivery ${deliveryId}.`)
      }
      const again = await sendAgain(handlers, delivery, context)
      return { body: await showDelivery(handlers, again.id, context) }
    },
  }),
}

function sendAgain(handlers: Handlers, { id, state }: Delivery, context: CallContext): Promise<Delivery> {
  if (state === 'retrying') return handlers['deliveries.retry']({ id }, context)
  if (state === 'dead_letter') return handlers['deliveries.replay']({ id, body: 'as-sent' }, context)
  throw new AppError('conflict', `Only what failed can be sent again; this delivery is ${state.replace('_', ' ')}.`)
}

async function showDelivery(
  handlers: Handlers,
  id: string,
  context: CallContext,
): Promise<z.infer<typeof GroupDelivery>> {
  const delivery = await handlers['deliveries.get']({ id }, context)
  return toGroupDelivery(delivery, await eventOf(handlers, delivery, context))
}

// Retention may have taken the event: the delivery is shown all the same.
const eventOf = async (handlers: Handlers, { eventId }: Delivery, context: CallContext): Promise<Event | null> =>
  eventId === null ? null : handlers['events.get']({ id: eventId }, context).catch(nullIfGone)

function nullIfGone(error: unknown): null {
  if (error instanceof AppError && error.code === 'event-not-found') return null
  throw error
}

type Wanted = { id: string; status: Status | undefined; limit: number; cursor: string | undefined }

/** Reads on until there are enough in one of the document's four words. */
async function readRows(
  handlers: Handlers,
  { id, status, limit, cursor }: Wanted,
  context: CallContext,
): Promise<{ rows: DeliveryRow[]; next: string | null }> {
  const rows: DeliveryRow[] = []
  const isWanted = ({ state }: DeliveryRow): boolean => status === undefined || groupStatusOf(state) === status
  let from: string | null | undefined = cursor
  while (from !== null && rows.length < limit) {
    const atOnce = status === undefined ? limit - rows.length : Math.min(readAtOnce, limit - rows.length)
    const page = await handlers['webhooks.deliveries']({ id, limit: atOnce, cursor: from }, context)
    rows.push(...page.items.filter(isWanted))
    from = page.nextCursor
  }
  return { rows, next: from ?? null }
}

function linkTo({ id, status, limit, cursor = '' }: Wanted): string {
  const query = new URLSearchParams({ ...(status !== undefined && { status }), limit: String(limit), cursor })
  return `</api/integrations/webhooks/${id}/deliveries?${query.toString()}>; rel="next"`
}
