import type { EventTable } from '#main/core/database/webhook-tables.ts'
import type { Writer } from '#main/core/database/writer.ts'
import type { Feed } from '#main/core/feed/feed.ts'
import type { MakeId } from '#main/core/make-id.ts'
import type { Clock, Log } from '#main/core/ports.ts'
import type { WebhookRegistry } from '#main/core/webhooks/webhook-registry.ts'
import { stopWebhook } from '#main/core/webhooks/write-webhook.ts'
import type { Attempted } from './sending/attempt-delivery.ts'
import type { DueItem } from './sending/due-item.ts'
import { systemEvent } from './system-event.ts'

export type TellOutcomesParts = {
  writer: Writer
  clock: Clock
  log: Log
  makeId: MakeId
  webhooks: WebhookRegistry
  feed: Feed
  /** Publishes an event that Creel tells of itself. */
  publish: (event: EventTable) => Promise<unknown>
}

type About = Pick<DueItem, 'workspaceId' | 'webhookId'> & Partial<Pick<DueItem, 'eventId' | 'eventType'>>

/** Draws the consequences of an attempt beyond its delivery: switches webhooks off, and publishes Creel’s own events. */
export function createTellOutcomes(parts: TellOutcomesParts): (attempted: Attempted) => void {
  const { writer, clock, log, makeId, webhooks, feed, publish } = parts

  // Of Creel's own events none tells of another: a target that is down would be sent without end that it is.
  const tell = async (about: About, type: string, data: Record<string, unknown>): Promise<void> => {
    const { workspaceId, ...which } = about
    if (about.eventType?.startsWith('system.')) return
    await publish(systemEvent(type, { id: makeId('event'), workspaceId, now: clock.now() }, { ...which, ...data }))
  }
  const disable = async (webhookId: string, reason: string): Promise<void> => {
    const webhook = webhooks.byId(webhookId)
    if (webhook?.status !== 'active') return
    const change = { status: 'disabled', reason, now: clock.now() } as const
    await writer.write((tx) => stopWebhook(tx, webhookId, change))
    await webhooks.reload()
    feed.publish({ kind: 'webhooks.changed', data: { id: webhookId } })
    await tell({ workspaceId: webhook.workspaceId, webhookId }, 'system.webhook_disabled', {
      name: webhook.settings.name,
      reason,
    })
  }

  return ({ item, outcome, state, reason, disableBecause }) => {
    const { workspaceId, webhookId, eventId, eventType } = item
    // Whoever tests sees what came of it.
    if (item.isTest) return
    const because = outcome.kind === 'disable' ? outcome.reason : disableBecause
    const consequences = [
      ...(because === null ? [] : [disable(webhookId, because)]),
      ...(state === 'dead_letter'
        ? [
            tell({ workspaceId, webhookId, eventId, eventType }, 'system.delivery_dead', {
              deliveryId: item.id,
              attempts: item.attempts + 1,
              reason,
            }),
          ]
        : []),
    ]
    Promise.all(consequences).catch((error: unknown) =>
      log.error('delivery.consequence-failed', { delivery: item.id, error: String(error) }),
    )
  }
}
