import { AppError } from '#shared/contract/problem.ts'
import type { NewReplay } from '#main/core/database/stores/delivery-replays.ts'
import { insertReplays } from '#main/core/database/stores/delivery-replays.ts'
import type { StoredDelivery } from '#main/core/database/stores/delivery-store.ts'
import { selectDeliveries } from '#main/core/deliveries/select-deliveries.ts'
import { countReplayable, listReplayable } from '#main/core/deliveries/select-replayable.ts'
import type { LiveWebhook } from '#main/core/webhooks/live-webhook.ts'
import type { DeliveriesParts } from './deliveries-parts.ts'
import { publishDelivery, requireDelivery } from './deliveries-parts.ts'
import type { Handlers } from './handlers.ts'

const atOnce = 500
const endedStates = new Set(['delivered', 'dead_letter', 'cancelled'])

export function replayDeliveriesHandlers(parts: DeliveriesParts) {
  const { readers, clock, webhooks } = parts
  return {
    'deliveries.replay': async ({ id, body }, { workspaceId }) => {
      const stored = await requireDelivery(parts, workspaceId, id)
      if (stored.webhookId === null) {
        throw new AppError('conflict', 'It sent a request, no event. Replay its request instead.')
      }
      const webhook = webhooks.byId(stored.webhookId)
      if (!webhook) throw new AppError('webhook-not-found', 'Its webhook was deleted. Restore it first.')
      if (!endedStates.has(stored.state)) {
        throw new AppError('conflict', 'It is still owed: retry it, or cancel it first.')
      }
      const [replay] = await replaySlice(parts, [{ of: stored, webhook, dueAt: clock.now() }], body === 'as-sent')
      return publishDelivery(parts, workspaceId, replay?.id ?? '')
    },
    'deliveries.replayMany': async ({ ids, body, pace, dryRun, ...filter }, { workspaceId }) => {
      const startsAt = clock.now()
      const selection = selectDeliveries(filter, { workspaceId, nowMs: startsAt })
      if (dryRun) return { count: await countReplayable(readers.heavy, selection, ids) }
      const found = await listReplayable(readers.heavy, selection, ids)
      const wishes = found.flatMap((of, index): Wish[] => {
        const webhook = webhooks.byId(of.webhookId ?? '')
        return webhook ? [{ of, webhook, dueAt: startsAt + Math.round((index * 1000) / pace) }] : []
      })
      for (let start = 0; start < wishes.length; start += atOnce) {
        await replaySlice(parts, wishes.slice(start, start + atOnce), body === 'as-sent')
      }
      return { count: wishes.length }
    },
  } satisfies Partial<Handlers>
}

type Wish = { of: StoredDelivery; webhook: LiveWebhook; dueAt: number }

/** Stores replays in one commit and lets them be sent when they are due. */
async function replaySlice(
  { writer, clock, makeId, sending }: DeliveriesParts,
  wishes: readonly Wish[],
  asSent: boolean,
): Promise<NewReplay[]> {
  const now = clock.now()
  const replays = wishes.map(({ of, webhook, dueAt }) => ({
    id: makeId('delivery'),
    of,
    targetUrl: webhook.settings.url,
    now,
    dueAt: webhook.status === 'active' ? dueAt : null,
  }))
  await writer.write((tx) => insertReplays(tx, replays, { asSent, heldBecause: 'The webhook sends no more.' }))
  for (const { of, dueAt } of replays) if (dueAt !== null) sending.due(of.webhookId ?? '', of.priority, dueAt)
  return replays
}
