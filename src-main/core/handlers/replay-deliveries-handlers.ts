import { AppError } from '#shared/contract/problem.ts'
import type { NewReplay } from '#main/core/database/stores/delivery-replays.ts'
import { findPublishedNow } from '#main/core/templates/published.ts'
import type { Reader } from '#main/core/database/handles.ts'
import { insertReplays } from '#main/core/database/stores/delivery-replays.ts'
import type { StoredDelivery } from '#main/core/database/stores/delivery-store.ts'
import { findWebhook } from '#main/core/database/stores/webhook-store.ts'
import { selectDeliveries } from '#main/core/deliveries/select-deliveries.ts'
import { countReplayable, listReplayable } from '#main/core/deliveries/select-replayable.ts'
import { whichToReplay } from '#main/core/deliveries/which-to-replay.ts'
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
      if (!webhook) throw await webhookGone(parts, workspaceId, stored.webhookId)
      if (!endedStates.has(stored.state)) {
        throw new AppError('conflict', 'It is still owed: retry it, or cancel it first.')
      }
      // What was delivered is sent once more on purpose, as often as that is asked.
      const wish = { of: stored, webhook, dueAt: clock.now(), isOnce: stored.state !== 'delivered' }
      const [replay] = await replaySlice(parts, [wish], body === 'as-sent')
      if (!replay) throw await replayedAlready(parts, workspaceId, id)
      return publishDelivery(parts, workspaceId, replay.id)
    },
    'deliveries.replayMany': async ({ ids, body, pace, dryRun, ...filter }, { workspaceId }) => {
      const startsAt = clock.now()
      const selection = selectDeliveries(whichToReplay(filter), { workspaceId, nowMs: startsAt })
      if (dryRun) return { count: await countReplayable(readers.heavy, selection, ids) }
      const found = await listReplayable(readers.heavy, selection, ids)
      const wishes = found.flatMap((of, index): Wish[] => {
        const webhook = webhooks.byId(of.webhookId ?? '')
        return webhook ? [{ of, webhook, dueAt: startsAt + Math.round((index * 1000) / pace), isOnce: true }] : []
      })
      let count = 0
      for (let start = 0; start < wishes.length; start += atOnce) {
        count += (await replaySlice(parts, wishes.slice(start, start + atOnce), body === 'as-sent')).length
      }
      return { count }
    },
  } satisfies Partial<Handlers>
}

type Wish = { of: StoredDelivery; webhook: LiveWebhook; dueAt: number; isOnce: boolean }

async function webhookGone({ db }: DeliveriesParts, workspaceId: string, webhookId: string): Promise<AppError> {
  const kept = await findWebhook(db, workspaceId, webhookId)
  const what = kept
    ? 'Its webhook was deleted. Restore it first.'
    : 'Its webhook was deleted for good: there is no target to send it to any more.'
  return new AppError('webhook-not-found', what)
}

/** Why a second replay is refused, and which one there is. */
async function replayedAlready(parts: DeliveriesParts, workspaceId: string, id: string): Promise<AppError> {
  const { replayedAs } = await requireDelivery(parts, workspaceId, id)
  const replay = await requireDelivery(parts, workspaceId, replayedAs ?? '')
  const what = `It was replayed already, as ${replay.id}`
  if (replay.state === 'delivered') {
    return new AppError('conflict', `${what}, which was delivered. Replay that one to send it once more.`)
  }
  return endedStates.has(replay.state)
    ? new AppError('conflict', `${what}, which failed too. Replay that one.`)
    : new AppError('conflict', `${what}, which is still owed. Retry or cancel that one.`)
}

/** What makes the payload: what is published now, unless it was made before and is sent as it was. */
async function pinFor(db: Reader, { of, webhook }: Wish, asSent: boolean): Promise<string | null> {
  const wasRendered = of.errorClass !== 'not-rendered' && of.attemptCount > 0
  if (asSent && wasRendered) return of.templateVersionId
  // A trigger has chosen its template itself, whatever its webhook has.
  const isOfTrigger = of.actionId !== null && of.templateVersionId !== null
  return isOfTrigger ? findPublishedNow(db, of.templateVersionId ?? '') : webhook.templateVersionId
}

/** Stores replays in one commit, answers which, and lets them be sent when they are due. */
async function replaySlice(
  { db, writer, clock, makeId, sending }: DeliveriesParts,
  wishes: readonly Wish[],
  asSent: boolean,
): Promise<NewReplay[]> {
  const now = clock.now()
  const pins = await Promise.all(wishes.map((wish) => pinFor(db, wish, asSent)))
  const wished = wishes.map(({ of, webhook, dueAt, isOnce }, index) => ({
    id: makeId('delivery'),
    of,
    targetUrl: webhook.settings.url,
    templateVersionId: pins[index] ?? null,
    isOnce,
    now,
    dueAt: webhook.status === 'active' ? dueAt : null,
  }))
  const replays = await writer.write((tx) =>
    insertReplays(tx, wished, { asSent, heldBecause: 'The webhook sends no more.' }),
  )
  for (const { of, dueAt } of replays) if (dueAt !== null) sending.due(of.webhookId ?? '', of.priority, dueAt)
  return replays
}
