import type { Delivery } from '#shared/model/delivery.ts'
import type { Reader, Tx } from '#main/core/database/handles.ts'
import type { NewDelivery, StoredDelivery } from '#main/core/database/stores/delivery-store.ts'
import { endAttempt, findDelivery, listAttempts, listInterrupted } from '#main/core/database/stores/delivery-store.ts'
import { insertReplayDelivery } from '#main/core/database/stores/replay-store.ts'
import type { Writer } from '#main/core/database/writer.ts'
import type { MakeId } from '#main/core/make-id.ts'
import type { Clock, OutgoingResult, SendRequest } from '#main/core/ports.ts'
import { attemptEnd, interruptedEnd, isSuccess, keptAnswerBytes, newAttempt } from './attempt-records.ts'
import type { ReplayPlan } from './plan-replay.ts'
import { toDelivery } from './to-delivery.ts'

const timeoutMs = 30_000

export type Replayer = {
  /** Records the attempt, makes it, records what came of it. `ended` settles with the delivery. */
  replay: (what: {
    workspaceId: string
    requestId: string
    plan: ReplayPlan
  }) => Promise<{ started: Delivery; ended: Promise<Delivery> }>
  /** Closes what was under way when Creel stopped: whether it arrived is not known, and is said so. */
  closeInterrupted: () => Promise<void>
  stop: () => void
}

export type ReplayerParts = {
  writer: Writer
  db: Reader
  clock: Clock
  makeId: MakeId
  sendRequest: SendRequest
  changed: (delivery: Delivery) => void
  /** Told when the outcome could not be recorded, whether or not anyone waits for it. */
  failed: (error: Error) => void
}

export function createReplayer({ writer, db, clock, makeId, sendRequest, changed, failed }: ReplayerParts): Replayer {
  const stopping = new AbortController()

  const show = async (workspaceId: string, id: string): Promise<Delivery> => {
    const stored = await findDelivery(db, workspaceId, id)
    if (!stored) throw new Error(`The delivery ${id} is gone.`)
    const delivery = toDelivery(stored, await listAttempts(db, id))
    changed(delivery)
    return delivery
  }

  return {
    async replay({ workspaceId, requestId, plan }) {
      const now = clock.now()
      const delivery = newDelivery({ id: makeId('delivery'), workspaceId, requestId, targetUrl: plan.request.url, now })
      const attempt = newAttempt({ id: makeId('attempt'), workspaceId, deliveryId: delivery.id, number: 1, plan, now })
      const body = plan.changes?.edited.includes('body') ? plan.request.body : null
      await writer.write((tx) => insertReplayDelivery(tx, delivery, attempt, body))
      const started = await show(workspaceId, delivery.id)
      const send = async (): Promise<Delivery> => {
        const result = await sendRequest(plan.request, {
          timeoutMs,
          keepBytes: keptAnswerBytes,
          signal: stopping.signal,
        })
        await writer.write((tx) => recordResult(tx, delivery, attempt.id, result, clock.now()))
        return show(workspaceId, delivery.id)
      }
      const ended = send()
      ended.catch(failed)
      return { started, ended }
    },
    async closeInterrupted() {
      for (const delivery of await listInterrupted(db)) {
        await writer.write((tx) => recordInterruption(tx, delivery, delivery.attemptId, clock.now()))
      }
    },
    stop: () => stopping.abort(),
  }
}

/** What a change of state needs of a delivery. */
type Moved = Pick<StoredDelivery, 'id' | 'requestId' | 'state' | 'updatedAt'>

function newDelivery(of: {
  id: string
  workspaceId: string
  requestId: string
  targetUrl: string
  now: number
}): NewDelivery & Moved {
  return {
    id: of.id,
    workspaceId: of.workspaceId,
    kind: 'replay',
    state: 'sending',
    requestId: of.requestId,
    webhookId: null,
    targetUrl: of.targetUrl,
    dueAt: null,
    createdAt: of.now,
    updatedAt: of.now,
    deletedAt: null,
    lane: null,
    requestSeq: null,
  }
}

/** A replay has one attempt: it is delivered with a 2xx, else dead at once. */
function recordResult(tx: Tx, delivery: Moved, attemptId: string, result: OutgoingResult, now: number): Promise<void> {
  const state = isSuccess(result) ? 'delivered' : 'dead_letter'
  return endAttempt(tx, { ...delivery, state, updatedAt: now }, attemptEnd(attemptId, result, now))
}

// A replay is a person's own doing and is not repeated unasked; what a source owes is.
function recordInterruption(tx: Tx, delivery: StoredDelivery, attemptId: string, now: number): Promise<void> {
  const state = delivery.lane === null ? 'dead_letter' : 'retrying'
  return endAttempt(tx, { ...delivery, state, updatedAt: now }, interruptedEnd(attemptId, now))
}
