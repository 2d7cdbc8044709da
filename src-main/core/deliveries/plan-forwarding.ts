import type { Forwarding } from '#shared/model/forwarding.ts'
import type { MakeId } from '#main/core/make-id.ts'
import type { KeptRequest } from '#main/core/requests/kept-request.ts'

/** A delivery that is owed for a request. */
export type PlannedDelivery = { id: string; kind: 'relay' | 'forward'; targetUrl: string; lane: string }

/** What is owed for a request: one delivery a target, each in the lane of its source and target. */
export function planForwarding(kept: KeptRequest, { mode, targets }: Forwarding, makeId: MakeId): PlannedDelivery[] {
  if (mode === 'off' || kept.state !== 'accepted') return []
  return targets.map((targetUrl, index) => ({
    id: makeId('delivery'),
    kind: mode === 'relay' && index === 0 ? 'relay' : 'forward',
    targetUrl,
    lane: laneOf(kept.sourceId, targetUrl),
  }))
}

/** The name of the lane in which a source's requests go to a target, one after the other. */
export const laneOf = (sourceId: string, targetUrl: string): string => `${sourceId} ${targetUrl}`
