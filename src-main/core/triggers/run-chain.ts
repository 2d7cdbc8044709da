import type { Event, EventCause } from '#shared/model/event.ts'
import type { StopReason } from '#shared/model/run.ts'

/** No chain of triggers goes deeper: what one person means is never that long, and a loop is. */
export const maxDepth = 8

/** Where a run stands: the triggers before it and itself, and how it all began. */
export type RunChain = { triggerIds: string[]; requestId: string | null; hops: number }

/** The chain of a run of this trigger on an event. */
export function chainOf(
  { cause, requestId }: Pick<Event, 'cause' | 'requestId'>,
  triggerId: string,
  hops: () => number,
): RunChain {
  if (cause) return { triggerIds: [...cause.triggerIds, triggerId], requestId: cause.requestId, hops: cause.hops }
  return { triggerIds: [triggerId], requestId, hops: requestId === null ? 0 : hops() }
}

export type Stop = { stopped: StopReason; reason: string }

/** Why a run with this chain would never end; null: it may begin. */
export function loopIn({ triggerIds }: RunChain): Stop | null {
  const before = triggerIds.slice(0, -1)
  const own = triggerIds.at(-1) ?? ''
  if (before.includes(own)) {
    return {
      stopped: 'loop',
      reason: 'stopped: loop. This trigger itself caused the event, by way of its own run before.',
    }
  }
  if (before.length < maxDepth) return null
  return {
    stopped: 'loop',
    reason: `stopped: loop. ${maxDepth} triggers have already run in a chain to cause this event.`,
  }
}

/** What an event says that a run has caused. */
export const causeOf = (
  { id: runId, eventId }: { id: string; eventId: string },
  { triggerIds, requestId, hops }: RunChain,
  actionId: string | null,
): EventCause => ({ eventId, runId, actionId, triggerIds, depth: triggerIds.length, requestId, hops })
