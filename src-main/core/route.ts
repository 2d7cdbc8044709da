import type { RequestRow } from '#shared/model/request.ts'
import type { RequestWrites, RoutedFields } from './database/stores/request-writes.ts'
import type { Writer } from './database/writer.ts'
import type { PlannedEventDelivery } from './deliveries/plan-event.ts'
import type { PlannedDelivery } from './deliveries/plan-forwarding.ts'
import type { EventPlan } from './events/publish-event.ts'
import { countArrivals } from './requests/count-arrivals.ts'
import type { KeptRequest } from './requests/kept-request.ts'
import { rowOfKept } from './requests/request-row.ts'

/** What a request makes owed: to apps, to webhooks, and by triggers. */
export type Planned = {
  deliveries: readonly PlannedDelivery[]
  events: readonly PlannedEventDelivery[]
  runs: EventPlan
}

export type RouteParts = {
  writer: Writer
  writes: RequestWrites
  /** What is owed for a request. */
  plan: (kept: KeptRequest) => PlannedDelivery[]
  /** What it makes owed to webhooks, as the event that it is. */
  planEvent: (kept: KeptRequest, fields: RoutedFields) => PlannedEventDelivery[]
  /** What it makes triggers do, as the event that it is. */
  planRuns: (kept: KeptRequest, fields: RoutedFields) => EventPlan
  /** Stores what is owed to webhooks. */
  storeEventPlan: (planned: readonly PlannedEventDelivery[]) => void
  /** Told of each request when it is routed, with what is owed for it. */
  routed: (row: RequestRow, kept: KeptRequest, planned: Planned) => void
  /** Told when a commit failed: what is stored but not routed must be picked up later. */
  failed: (error: Error) => void
}

/** Takes requests that are on disk to what follows from them, exactly once each. */
export type Router = { add: (kept: KeptRequest) => void }

/**
 * From request to event: recognise a duplicate, plan what is owed. All that one commit stored is routed in the next one,
 * where that was not done at once because nothing follows; `routed = 0` on disk is what is still owed after a crash.
 */
export function createRouter(parts: RouteParts): Router {
  const { writer, writes, storeEventPlan, routed, failed } = parts
  let batch: KeptRequest[] = []

  const routeBatch = (): void => {
    const requests = batch
    batch = []
    routeTogether(requests)
  }

  const routeTogether = (requests: readonly KeptRequest[]): void => {
    let results: RoutedRequest[] = []
    writer.hot('route', {
      run: () => {
        results = requests.flatMap((kept) => routedAtOnce(kept) ?? routeOne(parts, kept))
        storeEventPlan(results.flatMap(({ planned }) => planned.events))
        const routedNow = results.filter(({ kept }) => kept.routedAtOnce === null)
        for (const arrivals of countArrivals(routedNow.map(({ kept }) => kept))) writes.count(arrivals)
        writes.keepTimings(requests.filter((kept) => kept.routedAtOnce !== null))
      },
      settle: (error) => {
        // One that cannot be routed must not keep the others from it.
        if (error && requests.length > 1) return requests.forEach((kept) => routeTogether([kept]))
        if (error) failed(error)
        // What was routed before is told although its time could not be stored.
        const done = error ? requests.flatMap((kept) => routedAtOnce(kept) ?? []) : results
        for (const { kept, fields, planned } of done) routed(rowOfKept(kept, fields, planned), kept, planned)
      },
    })
  }

  return {
    add(kept) {
      batch.push(kept)
      // One hot write for all that this turn settles: it is queued after the last of them.
      if (batch.length === 1) queueMicrotask(routeBatch)
    },
  }
}

type RoutedRequest = { kept: KeptRequest; fields: RoutedFields; planned: Planned }

const nothing: Planned = {
  deliveries: [],
  events: [],
  runs: { store: () => undefined, handOver: () => undefined },
}

const routedAtOnce = (kept: KeptRequest): RoutedRequest[] | null =>
  kept.routedAtOnce && [{ kept, fields: kept.routedAtOnce, planned: nothing }]

// What is owed to webhooks is left to be stored for many at once. Nothing, where it was routed before: a sweep after a
// crash may meet what is under way.
function routeOne({ writes, plan, planEvent, planRuns }: RouteParts, kept: KeptRequest): RoutedRequest[] {
  const fields = writes.fieldsOf(kept)
  if (!writes.markRouted(kept, fields)) return []
  const deliveries = plan(kept)
  const events = planEvent(kept, fields)
  const runs = planRuns(kept, fields)
  writes.plan(kept, deliveries)
  runs.store()
  return [{ kept, fields, planned: { deliveries, events, runs } }]
}
