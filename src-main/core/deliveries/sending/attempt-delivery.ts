import type { Ending, SendingWrites } from '#main/core/database/stores/sending-writes.ts'
import type { Writer } from '#main/core/database/writer.ts'
import { attemptEnd, cancelledEnd, newAttempt } from '#main/core/deliveries/attempt-records.ts'
import type { Outcome } from '#main/core/deliveries/outcome.ts'
import { outcomeOf } from '#main/core/deliveries/outcome.ts'
import { persist, stopped } from '#main/core/deliveries/persist.ts'
import type { MakeId } from '#main/core/make-id.ts'
import type { Clock, Log, OutgoingResult, Random, SendRequest } from '#main/core/ports.ts'
import type { LiveWebhook } from '#main/core/webhooks/live-webhook.ts'
import type { AttemptRecorder } from './attempt-recorder.ts'
import type { DueItem } from './due-item.ts'
import type { SentEvent } from './events-at-hand.ts'
import type { LaneGate } from './lane-gate.ts'
import type { OutgoingDelivery } from './outgoing-delivery.ts'
import { outgoingDelivery } from './outgoing-delivery.ts'
import type { RenderDelivery, Rendering } from './render-delivery.ts'
import { settleAttempt } from './settle-attempt.ts'

const keptBytes = 64_000
/** An answer that comes so long after the time-out is still recorded. */
const lingerMs = 30_000
/** Beyond its time-out an attempt needs time to be recorded. */
const leaseBeyondMs = 60_000

/** What an attempt came to, for whoever tells others of it. */
export type Attempted = {
  item: DueItem
  outcome: Outcome
  state: Ending['state']
  reason: string | null
  disableBecause: string | null
}

export type AttemptDeliveryParts = {
  writer: Writer
  writes: SendingWrites
  recorder: AttemptRecorder
  clock: Clock
  log: Log
  random: Random
  makeId: MakeId
  sendRequest: SendRequest
  leaseOwner: string
  /** The webhook as it is now; undefined: it was deleted. */
  webhookOf: (id: string) => LiveWebhook | undefined
  /** What was made for an earlier attempt, or for a delivery that this one repeats. */
  findRendering: (deliveryId: string) => Promise<Rendering | null>
  /** The event where it has just come, so that nothing need be read. */
  eventAtHand: (eventId: string) => SentEvent | undefined
  /** The event from disk; null: it is gone. */
  findEvent: (item: DueItem) => Promise<SentEvent | null>
  render: RenderDelivery
  /** Told when an attempt has begun, and when a late answer was recorded. */
  changed: (item: DueItem) => void
  ended: (attempted: Attempted) => void
}

/** `ending`: this attempt is cancelled, or Creel stops. */
export type AttemptSignals = { stopping: AbortSignal; ending: AbortSignal }

/**
 * One try of a delivery: what it sends is made once, kept, signed anew; it is recorded before it is made and after it
 * has ended. Answers when the next try is due, null where there is to be none.
 */
export async function attemptDelivery(
  parts: AttemptDeliveryParts,
  item: DueItem,
  gate: LaneGate,
  signals: AttemptSignals,
): Promise<number | null> {
  const { clock, recorder } = parts
  const webhook = parts.webhookOf(item.webhookId)
  if (!webhook || (webhook.status !== 'active' && !item.isTest)) return null
  const at = clock.now()
  const preparing = { item, webhook, at, signal: signals.stopping }
  const prepared = await persist(parts, signals.stopping, () => prepare(parts, preparing))
  if (prepared === stopped || signals.stopping.aborted) return null
  if (prepared === 'skipped') {
    gate.unsent(webhook.settings, clock.now())
    return skip(parts, item, signals.stopping)
  }
  const { outgoing, rendering } = prepared
  const beginning = beginningOf(parts, { item, webhook, at, outgoing, rendering })
  const begun = await persist(parts, signals.stopping, () => recorder.begin(beginning))
  // Cancelled, held or gone since it was taken.
  if (begun !== true) {
    gate.unsent(webhook.settings, clock.now())
    return null
  }
  parts.changed(item)

  const attemptId = beginning.attempt.id
  const late = (answer: OutgoingResult): void => recordLate(parts, { item, attemptId, answer, webhook })
  const result = await sendOut(parts, webhook, { outgoing, signal: signals.ending, late })
  // Recorded at the next start, which does not know either whether the target got it.
  if (signals.stopping.aborted && result.kind === 'failed') return null
  const end = endOf(signals, result)
  const ending = endingOf(parts, { item, gate, result, at })
  const dropsRendering = keepsSummary(webhook) && ending.record.state === 'delivered'
  const record = { ...ending.record, dropsRendering, end: end(attemptId, result, clock.now()) }
  await persist(parts, signals.stopping, () => recorder.end(record))
  parts.ended(ending.attempted)
  return record.dueAt
}

const endOf = ({ ending }: AttemptSignals, { kind }: OutgoingResult): typeof attemptEnd =>
  ending.aborted && kind === 'failed' ? cancelledEnd : attemptEnd

type Sent = { outgoing: OutgoingDelivery; signal: AbortSignal; late: (answer: OutgoingResult) => void }

async function sendOut(
  { sendRequest }: AttemptDeliveryParts,
  webhook: LiveWebhook,
  { outgoing, signal, late }: Sent,
): Promise<OutgoingResult> {
  if (outgoing.kind === 'unsendable') {
    return { kind: 'failed', code: outgoing.code, message: outgoing.reason, timing: noTime }
  }
  const options = { ...optionsOf(webhook), signal, late: { lingerMs, arrived: late } }
  return sendRequest(outgoing.request, options).catch(broken)
}

const keepsSummary = ({ settings }: LiveWebhook): boolean => settings.capture === 'summary'

const optionsOf = (webhook: LiveWebhook) => ({
  timeoutMs: webhook.settings.timeoutMs,
  tls: webhook.settings.tls,
  // Every attempt has the same webhook-id: a target knows what comes again.
  keepsAlive: true,
  keepBytes: keepsSummary(webhook) ? 0 : keptBytes,
})

type Prepared = { outgoing: OutgoingDelivery; rendering: Rendering | null }

const mayBeRendered = ({ attempts, isReplay }: DueItem): boolean => attempts > 0 || isReplay

/** What is sent: as it was made before, else made now, to be kept with the attempt. */
async function prepare(
  { findRendering, findEvent, eventAtHand, render }: AttemptDeliveryParts,
  { item, webhook, at, signal }: { item: DueItem; webhook: LiveWebhook; at: number; signal: AbortSignal },
): Promise<Prepared | 'skipped'> {
  const known = mayBeRendered(item) ? await findRendering(item.id) : null
  const found = eventAtHand(item.eventId) ?? (await findEvent(item))
  if (known)
    return { outgoing: outgoingDelivery(known, webhook, { item, hops: found?.hops ?? [], at }), rendering: null }
  if (!found) return { outgoing: eventGone, rendering: null }
  const { templateVersionId } = item
  const made = await render(found.event, { ...webhook.settings, templateVersionId }, signal)
  if (made.kind === 'skipped') return 'skipped'
  if (made.kind === 'unrenderable') {
    return { outgoing: { kind: 'unsendable', code: 'not-rendered', reason: made.reason }, rendering: null }
  }
  const { rendering } = made
  return { outgoing: outgoingDelivery(rendering, webhook, { item, hops: found.hops, at }), rendering }
}

/** Nothing is sent, hence nothing attempted. */
async function skip(parts: AttemptDeliveryParts, item: DueItem, stopping: AbortSignal): Promise<null> {
  const { id: deliveryId, requestId } = item
  const skipped = { deliveryId, requestId, reason: 'Its transform skipped the event.', now: parts.clock.now() }
  await persist(parts, stopping, () => hot(parts.writer, () => parts.writes.skip(skipped)))
  parts.changed(item)
  return null
}

const eventGone: OutgoingDelivery = {
  kind: 'unsendable',
  code: 'unsignable',
  reason: 'The event was removed before it was sent.',
}

function beginningOf(
  { makeId, leaseOwner }: AttemptDeliveryParts,
  { item, webhook, at, outgoing, rendering }: Prepared & { item: DueItem; webhook: LiveWebhook; at: number },
) {
  const { id: deliveryId, workspaceId, attempts } = item
  const { url, timeoutMs } = webhook.settings
  const request =
    outgoing.kind === 'ready'
      ? { ...outgoing.request, headers: outgoing.shownHeaders }
      : { method: 'POST', url, headers: [], body: new Uint8Array(0) }
  const plan = { request, droppedHeaders: [] }
  const number = attempts + 1
  const attempt = newAttempt({ id: makeId('attempt'), workspaceId, deliveryId, number, plan, now: at })
  return {
    deliveryId,
    attempts,
    rendering,
    targetUrl: url,
    leaseOwner,
    leaseUntil: at + timeoutMs + leaseBeyondMs,
    attempt: { ...attempt, webhookId: webhook.id },
  }
}

function endingOf(
  { clock, random, webhookOf }: AttemptDeliveryParts,
  { item, gate, result, at }: { item: DueItem; gate: LaneGate; result: OutgoingResult; at: number },
): { record: Omit<Ending, 'end' | 'dropsRendering'>; attempted: Attempted } {
  const now = clock.now()
  const live = webhookOf(item.webhookId)
  const outcome = outcomeOf(result, now, { lateCounts: false })
  // Only the time of another try is left to chance.
  const [byte = 0] = outcome.kind === 'delivered' ? [] : random(1)
  const attempt = {
    number: item.attempts + 1,
    firstStartedAt: item.firstAttemptAt ?? at,
    endedAt: now,
    isTest: item.isTest,
    chance: byte / 256,
  }
  const settled = settleAttempt(outcome, live, attempt)
  const disableBecause = live
    ? learn(gate, live.settings, { outcome, now, isDead: settled.state === 'dead_letter' })
    : null
  const { id: deliveryId, workspaceId, webhookId, requestId } = item
  return {
    record: {
      deliveryId,
      workspaceId,
      webhookId,
      requestId,
      ...settled,
      now,
      startedAt: at,
      isFirst: item.attempts === 0,
      isTest: item.isTest,
      tookMs: result.timing.totalMs,
      gate: gate.state(),
    },
    attempted: { item, outcome, state: settled.state, reason: settled.reason, disableBecause },
  }
}

// What a template does wrong says nothing of the target.
function learn(
  gate: LaneGate,
  settings: LiveWebhook['settings'],
  { outcome, now, isDead }: { outcome: Outcome; now: number; isDead: boolean },
): string | null {
  if (!('errorClass' in outcome) || outcome.errorClass !== 'not-rendered') {
    return gate.learn(settings, outcome, now, isDead)
  }
  gate.unsent(settings, now)
  return null
}

function recordLate(
  parts: AttemptDeliveryParts,
  {
    item,
    attemptId,
    answer,
    webhook,
  }: { item: DueItem; attemptId: string; answer: OutgoingResult; webhook: LiveWebhook },
): void {
  const now = parts.clock.now()
  const isSuccess = answer.kind === 'answered' && answer.status >= 200 && answer.status < 300
  const { id: deliveryId, workspaceId, webhookId, requestId } = item
  const late = {
    deliveryId,
    workspaceId,
    webhookId,
    requestId,
    now,
    delivers: webhook.settings.lateCounts && isSuccess,
    dropsRendering: keepsSummary(webhook),
    end: attemptEnd(attemptId, answer, now),
  }
  hot(parts.writer, () => parts.writes.endLate(late)).then(
    () => parts.changed(item),
    (error: unknown) => parts.log.warn('delivery.late-not-recorded', { delivery: deliveryId, error: String(error) }),
  )
}

const hot = <Result>(writer: Writer, run: () => Result): Promise<Result> =>
  new Promise((resolve, reject) => {
    let result: Result
    writer.hot('route', {
      run: () => {
        result = run()
      },
      settle: (error) => (error ? reject(error) : resolve(result)),
    })
  })

const noTime = { connectMs: null, firstByteMs: null, totalMs: 0 }

const broken = (error: unknown): OutgoingResult => ({
  kind: 'failed',
  code: 'ERR_INVALID_URL',
  message: `The delivery could not be sent: ${String(error)}.`,
  timing: noTime,
})
