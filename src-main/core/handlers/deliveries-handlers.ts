import { AppError } from '#shared/contract/problem.ts'
import type { InputOf } from '#shared/contract/operations.ts'
import { makeDue } from '#main/core/database/stores/delivery-replays.ts'
import { openStates } from '#main/core/database/stores/delivery-states.ts'
import { countDeliveries, listDeliveries } from '#main/core/deliveries/list-deliveries.ts'
import type { DeliveryFilter } from '#main/core/deliveries/select-deliveries.ts'
import { selectDeliveries } from '#main/core/deliveries/select-deliveries.ts'
import { toDeliveryRow } from '#main/core/deliveries/to-delivery.ts'
import { fromIdCursor, toIdCursor } from '#main/core/requests/page-cursor.ts'
import type { DeliveriesParts } from './deliveries-parts.ts'
import { deliveryOf, publishDelivery, requireDelivery } from './deliveries-parts.ts'
import type { Handlers } from './handlers.ts'
import { replayDeliveriesHandlers } from './replay-deliveries-handlers.ts'

type DeliveriesHandlers = Pick<Handlers, Extract<keyof Handlers, `deliveries.${string}` | 'webhooks.deliveries'>>

export function deliveriesHandlers(parts: DeliveriesParts): DeliveriesHandlers {
  return { ...replayDeliveriesHandlers(parts), ...readingHandlers(parts), ...changingHandlers(parts) }
}

const countedAtMost = 10_000

function readingHandlers({ db, readers, clock }: DeliveriesParts) {
  const select = (workspaceId: string, filter: DeliveryFilter) =>
    selectDeliveries(filter, { workspaceId, nowMs: clock.now() })
  const list = async (workspaceId: string, { limit, cursor, ...filter }: InputOf<'deliveries.list'>) => {
    const which = { beforeId: fromIdCursor(cursor), limit }
    const rows = await listDeliveries(readers.heavy, select(workspaceId, filter), which)
    const last = rows.length === limit ? rows.at(-1) : undefined
    return { items: rows.map(toDeliveryRow), nextCursor: last ? toIdCursor(last.id) : null }
  }
  return {
    'deliveries.list': (input, { workspaceId }) => list(workspaceId, input),
    'webhooks.deliveries': ({ id, ...input }, { workspaceId }) => list(workspaceId, { ...input, webhookId: id }),
    'deliveries.count': async (filter, { workspaceId }) => {
      const count = await countDeliveries(readers.heavy, select(workspaceId, filter), countedAtMost + 1)
      return { count: Math.min(count, countedAtMost), isEstimate: count > countedAtMost }
    },
    'deliveries.get': async ({ id }, { workspaceId }) => deliveryOf(db, await requireDelivery({ db }, workspaceId, id)),
    'deliveries.attempts': async ({ id }, { workspaceId }) => {
      const { attempts } = await deliveryOf(db, await requireDelivery({ db }, workspaceId, id))
      return { items: attempts, nextCursor: null }
    },
  } satisfies Partial<Handlers>
}

function changingHandlers(parts: DeliveriesParts) {
  const { writer, clock, sending, webhooks, cancel } = parts
  const inWords = (state: string): string => (state === 'dead_letter' ? 'a dead letter' : state)
  return {
    'deliveries.cancel': async ({ id }, { workspaceId }) => {
      const { state } = await requireDelivery(parts, workspaceId, id)
      if ((await cancel([id], 'Cancelled by hand.')).length === 0) {
        throw new AppError('conflict', `Nothing is owed of this delivery any more: it is ${inWords(state)}.`)
      }
      return publishDelivery(parts, workspaceId, id)
    },
    'deliveries.retry': async ({ id }, { workspaceId }) => {
      const { state, webhookId, priority, reason } = await requireDelivery(parts, workspaceId, id)
      if (webhookId === null) {
        throw new AppError(
          'conflict',
          'This one is sent as soon as its app listens. Replay its request to send it now.',
        )
      }
      const nothingNext = (): AppError =>
        new AppError('conflict', `There is no next attempt of it: it is ${inWords(state)}. Replay it instead.`)
      if (!openStates.includes(state)) throw nothingNext()
      const webhook = webhooks.byId(webhookId)
      if (webhook?.status !== 'active') {
        const why = webhook ? `is ${webhook.status}: resume it first.` : 'was deleted: restore it first.'
        throw new AppError('conflict', `Its webhook ${why}`)
      }
      // What is queued says why only where a quota has put it off.
      if (state === 'queued' && reason !== null)
        throw new AppError('conflict', `${reason} Raise the quota to send it now.`)
      const now = clock.now()
      if (!(await writer.write((tx) => makeDue(tx, id, now)))) throw nothingNext()
      sending.due(webhookId, priority, now)
      return publishDelivery(parts, workspaceId, id)
    },
  } satisfies Partial<Handlers>
}
