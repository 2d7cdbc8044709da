import type { Readers } from '#main/core/database/handles.ts'
import { beginAttempt, endAttempt, listLanes, listOwed } from '#main/core/database/stores/delivery-store.ts'
import { findBody, findRequest } from '#main/core/database/stores/request-store.ts'
import type { Writer } from '#main/core/database/writer.ts'
import type { MakeId } from '#main/core/make-id.ts'
import type { Clock, IsListening, Log, SendRequest } from '#main/core/ports.ts'
import type { CapturedRequest } from '#main/core/requests/captured-request.ts'
import type { KeptRequest } from '#main/core/requests/kept-request.ts'
import { capturedOf } from '#main/core/requests/stored-request.ts'
import { createAtHand } from './at-hand.ts'
import { attemptEnd, newAttempt } from './attempt-records.ts'
import type { Lane, LaneOutcome } from './lane.ts'
import { createLane } from './lane.ts'
import type { LaneItem } from './owed-items.ts'
import type { PlannedDelivery } from './plan-forwarding.ts'
import { planReplay } from './plan-replay.ts'
import { replyOfResult } from './reply-of-result.ts'
import type { RelayAnswers } from './relay-answers.ts'
import { stateAfter } from './state-after.ts'

const timeoutMs = 60_000
const readBytes = 10_000_000
const relayedAtOnce = 10
/** How often a target that is away is asked whether it listens again. */
const askEveryMs = 500

/** Sends the requests of sources on to apps, in order, and waits for apps that are away. */
export type Forwarder = {
  take: (kept: KeptRequest, planned: readonly PlannedDelivery[]) => void
  /** Picks up what is owed from before. */
  resume: () => Promise<void>
  stop: () => void
}

export type ForwarderParts = {
  workspaceId: string
  readers: Readers
  writer: Writer
  clock: Clock
  log: Log
  makeId: MakeId
  sendRequest: SendRequest
  isListening: IsListening
  answers: RelayAnswers
  /** Senders wait for what comes back in this lane: then several go at once. */
  isRelay: (lane: string) => boolean
  /** Told when a delivery has moved. */
  changed: (item: LaneItem) => void
}

export function createForwarder(parts: ForwarderParts): Forwarder {
  const stopping = new AbortController()
  const lanes = new Map<string, Lane>()
  const atHand = createAtHand()

  const openLane = (name: string): Lane => {
    const lane = createLane({
      concurrency: () => (parts.isRelay(name) ? relayedAtOnce : 1),
      attempt: (item) => attemptDelivery({ ...parts, signal: stopping.signal }, item, atHand.take(item.deliveryId)),
      load: (limit) => listOwed(parts.readers.quick, name, limit),
      untilListening: () => untilListening(parts, targetOf(name), stopping.signal),
      delayed: ({ requestId }) => parts.answers.giveUp(requestId),
      failed: (error) => parts.log.error('delivery.failed', { lane: name, error: String(error) }),
    })
    lanes.set(name, lane)
    return lane
  }

  return {
    take(kept, planned) {
      for (const { id, lane, targetUrl } of planned) {
        const item = { deliveryId: id, requestId: kept.id, targetUrl, seq: kept.seq, attempts: 0 }
        atHand.put(id, kept)
        const isHeld = (lanes.get(lane) ?? openLane(lane)).add(item)
        if (!isHeld) atHand.take(id)
      }
    },
    async resume() {
      for (const name of await listLanes(parts.readers.quick)) (lanes.get(name) ?? openLane(name)).resume()
    },
    stop() {
      stopping.abort()
      for (const lane of lanes.values()) lane.stop()
    },
  }
}

const targetOf = (lane: string): string => lane.slice(lane.indexOf(' ') + 1)

type AttemptParts = ForwarderParts & { signal: AbortSignal }

async function attemptDelivery(
  parts: AttemptParts,
  item: LaneItem,
  atHand: CapturedRequest | undefined,
): Promise<LaneOutcome> {
  const { workspaceId, writer, clock, makeId, sendRequest, answers, changed } = parts
  const captured = atHand ?? (await readBack(parts, item))
  // Retention or a person took the request away: there is nothing left to send.
  if (!captured) return { kind: 'done' }
  const plan = planReplay(captured, item.targetUrl)
  const { deliveryId, requestId } = item
  const number = item.attempts + 1
  const attempt = newAttempt({ id: makeId('attempt'), workspaceId, deliveryId, number, plan, now: clock.now() })
  const sending = { id: deliveryId, requestId, state: 'sending', updatedAt: clock.now() }
  await writer.write((tx) => beginAttempt(tx, sending, attempt))
  changed(item)

  const result = await sendRequest(plan.request, { timeoutMs, keepBytes: readBytes, signal: parts.signal })
  // Recorded at the next start, which does not know either whether the target got it.
  if (parts.signal.aborted) return { kind: 'done' }
  if (result.kind === 'answered') answers.give(requestId, replyOfResult(result))
  const state = stateAfter(result, number)
  const ended = { id: deliveryId, requestId, state, updatedAt: clock.now() }
  await writer.write((tx) => endAttempt(tx, ended, attemptEnd(attempt.id, result, clock.now())))
  changed(item)
  return state === 'retrying' ? { kind: 'unreachable' } : { kind: 'done' }
}

async function readBack(
  { workspaceId, readers }: ForwarderParts,
  { requestId }: LaneItem,
): Promise<CapturedRequest | null> {
  const stored = await findRequest(readers.quick, workspaceId, requestId)
  return stored ? capturedOf(stored, await findBody(readers.quick, stored.seq)) : null
}

async function untilListening({ clock, isListening }: ForwarderParts, url: string, signal: AbortSignal): Promise<void> {
  do await new Promise<void>((resolve) => clock.after(askEveryMs, resolve))
  while (!signal.aborted && !(await isListening(url, signal)))
}
