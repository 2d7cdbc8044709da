import type { Event } from '#shared/model/event.ts'
import type { HeaderPairs } from '#shared/model/header-pairs.ts'
import type { Reader, Readers } from '#main/core/database/handles.ts'
import { findRequest } from '#main/core/database/stores/request-store.ts'
import type { RoutedFields } from '#main/core/database/stores/request-writes.ts'
import type { EventTable } from '#main/core/database/webhook-tables.ts'
import { hopHeader, hopHeaderOf } from '#main/core/security/hops.ts'
import type { DueItem } from './sending/due-item.ts'
import { loadGates } from '#main/core/database/stores/gate-store.ts'
import { findRendering } from '#main/core/database/stores/rendering-store.ts'
import type { SendingWrites } from '#main/core/database/stores/sending-writes.ts'
import type { Writer } from '#main/core/database/writer.ts'
import { eventFacts } from '#main/core/events/event-facts.ts'
import { findEvent } from '#main/core/events/find-event.ts'
import { eventOfRequest } from '#main/core/events/to-event.ts'
import type { PlanEvent } from '#main/core/events/publish-event.ts'
import type { Feed } from '#main/core/feed/feed.ts'
import type { MakeId } from '#main/core/make-id.ts'
import type { Clock, Log, Random, SendRequest } from '#main/core/ports.ts'
import type { KeptRequest } from '#main/core/requests/kept-request.ts'
import type { RunInSandbox } from '#main/core/sandbox/sandbox.ts'
import type { RenderDelivery } from './sending/render-delivery.ts'
import { createRenderDelivery } from './sending/render-delivery.ts'
import type { WebhookRegistry } from '#main/core/webhooks/webhook-registry.ts'
import { createPostpone } from './postpone.ts'
import { planDelivery, planEvent } from './plan-event.ts'
import type { EventToPlan, PlannedEventDelivery } from './plan-event.ts'
import { planRequestEvent } from './plan-request-event.ts'
import { createAttemptRecorder } from './sending/attempt-recorder.ts'
import { closeInterrupted } from './sending/close-interrupted.ts'
import { createEventsAtHand } from './sending/events-at-hand.ts'
import type { SentEvent } from './sending/events-at-hand.ts'
import type { Sender } from './sending/sender.ts'
import { createSender } from './sending/sender.ts'
import { createTellOutcomes } from './tell-outcomes.ts'
import { createTellDeliveries } from './tell-deliveries.ts'

export type SendingParts = {
  readers: Readers
  writer: Writer
  writes: SendingWrites
  clock: Clock
  log: Log
  random: Random
  makeId: MakeId
  sendRequest: SendRequest
  runInSandbox: RunInSandbox
  webhooks: WebhookRegistry
  feed: Feed
  /** Publishes an event that Creel tells of itself. */
  publish: (event: EventTable) => Promise<unknown>
}

/**
 * `actionId`: the action of a trigger that asks for it. `id`: of the delivery; left out, one is made.
 * `templateVersionId`: what makes the payload; left out, the webhook's own template or envelope does.
 */
export type PlanForHow = { isTest: boolean; actionId?: string; id?: string; templateVersionId?: string | null }

/** What sends events to webhooks. */
export type Sending = Omit<Sender, 'start'> & {
  /** What a request makes owed, as the event that it is. */
  planRequest: (kept: KeptRequest, fields: RoutedFields) => PlannedEventDelivery[]
  /** What a published event makes owed. */
  plan: PlanEvent
  /** What it makes owed to one webhook, whichever events that takes; to none where the webhook is gone. */
  planFor: (webhookId: string, how: PlanForHow) => PlanEvent
  /** Makes a payload as sending does, for whoever only wants to see it. */
  render: RenderDelivery
  /** Owes again what a crash interrupted, then sends what is due. */
  resume: () => Promise<void>
}

/** Makes what sends events to webhooks, and tells what comes of it. */
export function createSending(parts: SendingParts): Sending {
  const { readers, clock, log, random, makeId, webhooks, writes } = parts
  const tell = createTellDeliveries(parts)

  const draw = createTellOutcomes(parts)
  const render = createRenderDelivery({ ...parts, db: readers.quick })
  const atHand = createEventsAtHand()
  const sender = createSender({
    ...parts,
    recorder: createAttemptRecorder(parts.writer, writes),
    leaseOwner: Buffer.from(random(6)).toString('hex'),
    webhookOf: webhooks.byId,
    postpone: createPostpone({ ...parts, tell }),
    loadGates: () => loadGates(readers.quick),
    findRendering: (id) => findRendering(readers.quick, id),
    eventAtHand: atHand.find,
    findEvent: (item) => findWithHops(readers.quick, item),
    render,
    changed: tell,
    ended(attempted) {
      tell(attempted.item)
      draw(attempted)
    },
  })
  const planned = (deliveries: readonly PlannedEventDelivery[]): ReturnType<PlanEvent> => ({
    store: () => writes.plan(deliveries),
    handOver() {
      sender.take(deliveries)
      for (const item of deliveries) tell(item)
    },
  })
  const now = (): { makeId: MakeId; now: number } => ({ makeId, now: clock.now() })

  webhooks.watch(() => {
    sender.refresh().catch((error: unknown) => log.error('delivery.due-unreadable', { error: String(error) }))
  })

  return {
    ...sender,
    render,
    plan(event) {
      const deliveries = planEvent(toPlan(event), webhooks.taking(event.workspaceId, event.type), now())
      if (deliveries.length > 0)
        atHand.put(event.id, sizeOf(event), () => ({ event, hops: hopHeader(hopsOfEvent(event)) }))
      return planned(deliveries)
    },
    planRequest(kept, fields) {
      const deliveries = planRequestEvent(kept, fields, { webhooks, ...now() })
      if (deliveries[0]) atHand.put(deliveries[0].eventId, sizeOfKept(kept), () => sentOf(kept, fields))
      return deliveries
    },
    planFor:
      (webhookId, { id = makeId('delivery'), ...how }) =>
      (event) => {
        const webhook = webhooks.byId(webhookId)
        return planned(webhook ? [planDelivery(toPlan(event), webhook, { ...how, id, now: clock.now() })] : [])
      },
    async resume() {
      await closeInterrupted({ ...parts, webhookOf: webhooks.byId })
      await sender.start()
    },
  }
}

const sentOf = (kept: KeptRequest, fields: RoutedFields): SentEvent => ({
  event: eventOfRequest(kept, fields),
  hops: hopHeaderOf(kept.headers),
})

// Parsed, JSON takes several times the memory of its text.
const parsedTimes = 4
const sizeOf = ({ data }: Event): number => parsedTimes * JSON.stringify(data).length
const sizeOfKept = ({ body, headersText }: KeptRequest): number => parsedTimes * body.length + headersText.length

const toPlan = (event: Event): EventToPlan => ({
  ...event,
  isForged: event.metadata['verification'] === 'failed',
  quietWebhookIds: quietIds(event.metadata['quietWebhookIds']),
  facts: () => eventFacts(event, null),
})

const quietIds = (given: unknown): readonly unknown[] => (Array.isArray(given) ? given : [])

// A task that came from outside has no request of its own to count the hops.
const hopsOfEvent = ({ cause, metadata }: Event): number =>
  Math.max(cause?.hops ?? 0, typeof metadata['hops'] === 'number' ? metadata['hops'] : 0)

/** An event with the header that counts how often it has gone through Creel. */
async function findWithHops(
  db: Reader,
  { workspaceId, eventId, requestId }: DueItem,
): Promise<{ event: Event; hops: HeaderPairs } | null> {
  const event = await findEvent(db, workspaceId, eventId)
  if (!event) return null
  const request = requestId === null ? undefined : await findRequest(db, workspaceId, requestId)
  return {
    event,
    hops: request ? hopHeaderOf(JSON.parse(request.headers) as HeaderPairs) : hopHeader(hopsOfEvent(event)),
  }
}
