import { owesNothing } from './deliveries/owes-nothing.ts'
import type { PlannedDelivery } from './deliveries/plan-forwarding.ts'
import { planForwarding } from './deliveries/plan-forwarding.ts'
import type { Sending } from './deliveries/create-sending.ts'
import type { Forwarder } from './deliveries/forwarder.ts'
import type { DriftWatch } from './drift/drift-watch.ts'
import type { MakeId } from './make-id.ts'
import { createCheckingRouter } from './requests/check-later.ts'
import type { TextIndexer } from './requests/index-text.ts'
import type { KeepRequest } from './requests/keep-request.ts'
import { createKeepRequest } from './requests/keep-request.ts'
import type { KeptRequest } from './requests/kept-request.ts'
import type { Router } from './route.ts'
import { createRouter } from './route.ts'
import type { SourceRegistry } from './sources/source-registry.ts'
import type { Automation } from './triggers/create-automation.ts'
import type { AppParts, Base } from './app-base.ts'

/** Puts requests on disk. */
export const createAppKeep = ({ writer, statements, ports }: AppParts, base: Base, lastSeq: number): KeepRequest =>
  createKeepRequest(
    {
      writer,
      writes: statements.requests,
      makeId: base.makeId,
      log: ports.log,
      owesNothing: (kept) => owesNothing(base, kept),
    },
    lastSeq,
  )

type AfterRouting = {
  forwarder: Forwarder
  sending: Sending
  automation: Automation
  indexer: TextIndexer
  drift: DriftWatch
  failed: (error: Error) => void
}

/** Takes what is stored to what follows from it, and hands that over. */
export function createAppRouter(
  { statements, writer, ports }: AppParts,
  { registry, makeId, feed, enquiries }: Base,
  { forwarder, sending, automation, indexer, drift, failed }: AfterRouting,
): Router {
  const router = createRouter({
    writer,
    writes: statements.requests,
    plan: (kept) => planFor(registry, kept, makeId),
    planEvent: sending.planRequest,
    planRuns: automation.planRequest,
    storeEventPlan: statements.sending.plan,
    routed: (row, kept, planned) => {
      feed.publish({ kind: 'request.received', data: row })
      forwarder.take(kept, planned.deliveries)
      sending.take(planned.events)
      planned.runs.handOver()
      indexer.wake()
      drift.wake(kept)
    },
    failed,
  })
  return createCheckingRouter({ router, enquiries, writer, sourceOf: registry.byId, log: ports.log, failed })
}

// A source that was deleted owes nothing more.
function planFor(registry: SourceRegistry, kept: KeptRequest, makeId: MakeId): PlannedDelivery[] {
  const source = registry.byId(kept.sourceId)
  return source ? planForwarding(kept, source.settings.forwarding, makeId) : []
}
