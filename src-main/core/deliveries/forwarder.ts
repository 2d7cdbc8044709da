import { cancelDeliveries, listLanes, listOwed } from '#main/core/database/stores/delivery-store.ts'
import type { Cancelled } from '#main/core/database/stores/delivery-store.ts'
import type { Lanes, LanesParts } from './lanes.ts'
import { createLanes } from './lanes.ts'

const cancelledAtOnce = 500

/** Sends the requests of sources on to apps, in order, and waits for apps that are away. */
export type Forwarder = Pick<Lanes, 'take' | 'wake' | 'resume' | 'stop'> & {
  /** Cancels what is still owed of some deliveries, whichever sends them; answers which those were. */
  cancel: (ids: readonly string[], reason: string) => Promise<Cancelled[]>
  /** Cancels what is owed to targets that no source has any more; answers how much. */
  cancelStranded: () => Promise<number>
}

export type ForwarderParts = LanesParts & {
  /** True while a source has the target of this lane. */
  isWanted: (lane: string) => boolean
  /** Drops what a webhook is no longer owed. */
  dropSending: (deliveryId: string, webhookId: string) => void
}

export function createForwarder(parts: ForwarderParts): Forwarder {
  const { readers, writer, clock, answers, changed, isWanted } = parts
  const lanes = createLanes(parts)

  const cancel = async (ids: readonly string[], reason: string): Promise<Cancelled[]> => {
    const why = { reason, now: clock.now() }
    const cancelled = await writer.write((tx) => cancelDeliveries(tx, ids, why))
    for (const { id, kind, lane, requestId, webhookId } of cancelled) {
      lanes.drop(id, lane)
      if (webhookId !== null) parts.dropSending(id, webhookId)
      if (requestId === null) continue
      answers.giveUp({ kind, requestId })
      changed({ requestId })
    }
    return cancelled
  }
  const cancelLane = async (name: string): Promise<number> => {
    let count = 0
    for (;;) {
      const owed = await listOwed(readers.quick, name, cancelledAtOnce)
      if (owed.length === 0) break
      const ids = owed.map(({ deliveryId }) => deliveryId)
      count += (await cancel(ids, 'The source no longer sends to this target.')).length
    }
    lanes.close(name)
    return count
  }

  return {
    take: lanes.take,
    wake: lanes.wake,
    resume: lanes.resume,
    stop: lanes.stop,
    cancel,
    async cancelStranded() {
      // What the sources of before had planned is on disk when this body's turn has come.
      await writer.write(turnHasCome)
      const stranded = (await listLanes(readers.quick)).filter((lane) => !isWanted(lane))
      let count = 0
      for (const lane of stranded) count += await cancelLane(lane)
      return count
    },
  }
}

// Bodies run after all hot writes of their turn.
async function turnHasCome(): Promise<void> {}
