import { listLanes, listOwed } from '#main/core/database/stores/delivery-store.ts'
import type { IsListening } from '#main/core/ports.ts'
import type { KeptRequest } from '#main/core/requests/kept-request.ts'
import { createAtHand } from './at-hand.ts'
import type { AttemptParts } from './attempt-forwarding.ts'
import { attemptForwarding } from './attempt-forwarding.ts'
import type { Lane, LaneOutcome } from './lane.ts'
import { createLane } from './lane.ts'
import type { LaneItem } from './owed-items.ts'
import type { PlannedDelivery } from './plan-forwarding.ts'

const relayedAtOnce = 10
/** How often a target that is away is asked whether it listens again. */
const askEveryMs = 500

export type LanesParts = AttemptParts & {
  isListening: IsListening
  /** Senders wait for what comes back in this lane: then several go at once. */
  isRelay: (lane: string) => boolean
}

/** The lanes of all sources and targets, each made when something is owed in it. */
export type Lanes = {
  take: (kept: KeptRequest, planned: readonly PlannedDelivery[]) => void
  /** Something is owed in a lane, and is on disk. */
  wake: (lane: string) => void
  /** Picks up what is owed from before. */
  resume: () => Promise<void>
  /** Forgets a delivery that is no longer owed, and cuts short its attempt. */
  drop: (deliveryId: string, lane: string | null) => void
  close: (lane: string) => void
  stop: () => void
}

export function createLanes(parts: LanesParts): Lanes {
  const stopping = new AbortController()
  const lanes = new Map<string, Lane>()
  const atHand = createAtHand()
  const underWay = new Map<string, AbortController>()

  const attempt = async (item: LaneItem): Promise<LaneOutcome> => {
    const cancelling = new AbortController()
    underWay.set(item.deliveryId, cancelling)
    const signals = { stopping: stopping.signal, cancelling: cancelling.signal }
    try {
      return await attemptForwarding(parts, item, atHand.take(item.deliveryId), signals)
    } finally {
      underWay.delete(item.deliveryId)
    }
  }
  const openLane = (name: string): Lane => {
    const lane = createLane({
      concurrency: () => (parts.isRelay(name) ? relayedAtOnce : 1),
      attempt,
      load: (limit) => listOwed(parts.readers.quick, name, limit),
      untilListening: (signal) => untilListening(parts, targetOf(name), signal),
      delayed: parts.answers.giveUp,
      failed: (error) => parts.log.error('delivery.failed', { lane: name, error: String(error) }),
    })
    lanes.set(name, lane)
    return lane
  }
  const laneNamed = (name: string): Lane => lanes.get(name) ?? openLane(name)

  return {
    take(kept, planned) {
      for (const { id, kind, lane, targetUrl } of planned) {
        const item = { deliveryId: id, kind, requestId: kept.id, targetUrl, seq: kept.seq, attempts: 0 }
        atHand.put(id, kept)
        const isHeld = laneNamed(lane).add(item)
        if (!isHeld) atHand.take(id)
      }
    },
    wake: (lane) => laneNamed(lane).resume(),
    async resume() {
      for (const name of await listLanes(parts.readers.quick)) laneNamed(name).resume()
    },
    drop(deliveryId, lane) {
      if (lane !== null) lanes.get(lane)?.drop(deliveryId)
      atHand.take(deliveryId)
      underWay.get(deliveryId)?.abort()
    },
    close(lane) {
      lanes.get(lane)?.stop()
      lanes.delete(lane)
    },
    stop() {
      stopping.abort()
      for (const lane of lanes.values()) lane.stop()
    },
  }
}

const targetOf = (lane: string): string => lane.slice(lane.indexOf(' ') + 1)

async function untilListening({ clock, isListening }: LanesParts, url: string, signal: AbortSignal): Promise<void> {
  do await new Promise<void>((resolve) => clock.after(askEveryMs, resolve))
  while (!signal.aborted && !(await isListening(url, signal)))
}
