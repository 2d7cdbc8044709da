import { randomBytes } from 'node:crypto'
import type { EventTable } from '#main/core/database/webhook-tables.ts'
import type { PlannedEventDelivery } from '#main/core/deliveries/plan-event.ts'
import { planDelivery } from '#main/core/deliveries/plan-event.ts'
import { createMakeId } from '#main/core/make-id.ts'
import type { LiveWebhook } from '#main/core/webhooks/live-webhook.ts'
import { systemClock } from '#main/host/clock.ts'
import { defaultWorkspaceId } from '#shared/model/id.ts'
import { WebhookSettings } from '#shared/model/webhook.ts'

export const makeId = createMakeId(systemClock, (count) => randomBytes(count))

/** A webhook that takes everything; nothing listens where it sends to. */
export const sampleWebhook = (id: string): LiveWebhook => ({
  id,
  workspaceId: defaultWorkspaceId,
  settings: WebhookSettings.parse({ name: 'bench', url: 'http://127.0.0.1:9/', events: ['*'] }),
  status: 'active',
  templateVersionId: null,
  secrets: [],
  headers: [],
})

/** A published event with this data, which is JSON. */
export const sampleEvent = (data: string, now: number): EventTable => ({
  id: makeId('event'),
  workspaceId: defaultWorkspaceId,
  type: 'order.updated',
  version: 1,
  source: 'bench',
  time: now,
  data,
  metadata: '{}',
  priority: 0,
  dedupeKey: null,
  idempotencyKey: null,
  digest: null,
  createdAt: now,
})

/** What an event makes owed to a webhook. */
export const sampleDelivery = (event: EventTable, webhook: LiveWebhook): PlannedEventDelivery =>
  planDelivery({ ...event, requestId: null }, webhook, { id: makeId('delivery'), now: event.createdAt })
