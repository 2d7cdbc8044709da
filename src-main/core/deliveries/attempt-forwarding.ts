import type { HeaderPairs } from '#shared/model/header-pairs.ts'
import type { Readers } from '#main/core/database/handles.ts'
import { beginAttempt, endAttempt, insertEndedAttempt } from '#main/core/database/stores/delivery-store.ts'
import { findBody, findRequest } from '#main/core/database/stores/request-store.ts'
import type { Writer } from '#main/core/database/writer.ts'
import type { MakeId } from '#main/core/make-id.ts'
import type { Clock, Log, OutgoingResult, SendRequest } from '#main/core/ports.ts'
import type { CapturedRequest } from '#main/core/requests/captured-request.ts'
import { capturedOf } from '#main/core/requests/stored-request.ts'
import { attemptEnd, cancelledEnd, newAttempt } from './attempt-records.ts'
import type { LaneOutcome } from './lane.ts'
import type { LaneItem } from './owed-items.ts'
import { persist, stopped } from './persist.ts'
import type { ReplayPlan } from './plan-replay.ts'
import { planReplay } from './plan-replay.ts'
import { replyOfResult } from './reply-of-result.ts'
import type { RelayAnswers } from './relay-answers.ts'
import { stateAfter } from './state-after.ts'

const timeoutMs = 60_000
const readBytes = 10_000_000

export type AttemptParts = {
  workspaceId: string
  readers: Readers
  writer: Writer
  clock: Clock
  log: Log
  makeId: MakeId
  sendRequest: SendRequest
  answers: RelayAnswers
  /** Told when a delivery has moved. */
  changed: (item: { requestId: string }) => void
}

export type AttemptSignals = { stopping: AbortSignal; cancelling: AbortSignal }

/**
 * One try to send a request on: recorded before it is made and after it has ended. What was sent once is not sent again
 * because its outcome could not be recorded: the record is tried again instead.
 */
export async function attemptForwarding(
  parts: AttemptParts,
  item: LaneItem,
  atHand: CapturedRequest | undefined,
  { stopping, cancelling }: AttemptSignals,
): Promise<LaneOutcome> {
  const { workspaceId, clock, makeId, answers, changed } = parts
  const { deliveryId, requestId } = item
  const number = item.attempts + 1
  const found = atHand ?? (await persist(parts, stopping, () => readBack(parts, item)))
  if (found === stopped) return { kind: 'done' }
  const { plan, fault } = planOf(found, item)
  const attempt = newAttempt({ id: makeId('attempt'), workspaceId, deliveryId, number, plan, now: clock.now() })
  const change = (state: string) => ({ id: deliveryId, requestId, state, updatedAt: clock.now() })
  if (fault) {
    const end = attemptEnd(attempt.id, fault, clock.now())
    const dead = change('dead_letter')
    await persist(parts, stopping, () => parts.writer.write((tx) => insertEndedAttempt(tx, dead, attempt, end)))
    answers.giveUp(item)
    changed(item)
    return { kind: 'done' }
  }
  const begun = await persist(parts, stopping, () =>
    parts.writer.write((tx) => beginAttempt(tx, change('sending'), attempt)),
  )
  // Cancelled, or gone with its request, since it was taken.
  if (begun !== true) return { kind: 'done' }
  changed(item)

  const result = await send(parts, plan, AbortSignal.any([stopping, cancelling]))
  // Recorded at the next start, which does not know either whether the target got it.
  if (stopping.aborted && result.kind === 'failed') return { kind: 'done' }
  if (result.kind === 'answered') answers.give(item, replyOfResult(result))
  const recordOf = cancelling.aborted && result.kind === 'failed' ? cancelledEnd : attemptEnd
  const state = stateAfter(result, number)
  const end = recordOf(attempt.id, result, clock.now())
  await persist(parts, stopping, () => parts.writer.write((tx) => endAttempt(tx, change(state), end)))
  changed(item)
  return state === 'retrying' && !cancelling.aborted ? { kind: 'unreachable' } : { kind: 'done' }
}

const send = ({ sendRequest }: AttemptParts, { request }: ReplayPlan, signal: AbortSignal): Promise<OutgoingResult> =>
  sendRequest(request, { timeoutMs, keepBytes: readBytes, signal }).catch(notSendable)

async function readBack(
  { workspaceId, readers }: AttemptParts,
  { requestId }: LaneItem,
): Promise<CapturedRequest | null> {
  const stored = await findRequest(readers.quick, workspaceId, requestId)
  return stored ? capturedOf(stored, await findBody(readers.quick, stored.seq)) : null
}

type Failed = OutgoingResult & { kind: 'failed' }

const noTime = { connectMs: null, firstByteMs: null, totalMs: 0 }
const noHeaders: HeaderPairs = []

/** How the request goes out, or why it cannot. */
function planOf(found: CapturedRequest | null, { targetUrl }: LaneItem): { plan: ReplayPlan; fault: Failed | null } {
  const nothing = {
    request: { method: '', url: targetUrl, headers: noHeaders, body: new Uint8Array(0) },
    droppedHeaders: [],
  }
  if (!found) return { plan: nothing, fault: { kind: 'failed', code: 'body-gone', message: gone, timing: noTime } }
  try {
    return { plan: planReplay(found, targetUrl), fault: null }
  } catch (error) {
    return { plan: nothing, fault: notSendable(error) }
  }
}

const gone = 'The request was removed before it was sent on.'

const notSendable = (error: unknown): Failed => ({
  kind: 'failed',
  code: 'not-sendable',
  message: `The request could not be sent: ${String(error)}. Replay it to another address.`,
  timing: noTime,
})
