import type { Database } from 'better-sqlite3'
import type { PlannedEventDelivery } from '#main/core/deliveries/plan-event.ts'
import type { GateState } from '#main/core/deliveries/sending/lane-gate.ts'
import type { Rendering } from '#main/core/deliveries/sending/render-delivery.ts'
import type { AttemptEnd, NewAttempt } from './delivery-store.ts'
import { prepareCountUnreplayed } from './dead-letter-count.ts'
import { countEndings, minuteOf } from './count-endings.ts'
import { worstState } from './delivery-states.ts'

/** An attempt that is about to be made. */
export type Beginning = {
  deliveryId: string
  /** Attempts that were made before it. */
  attempts: number
  attempt: NewAttempt
  /** What is sent, where that is made for this first attempt. */
  rendering: Rendering | null
  targetUrl: string
  leaseOwner: string
  leaseUntil: number
}

/** What an attempt came to. */
export type Ending = {
  deliveryId: string
  workspaceId: string
  webhookId: string
  requestId: string | null
  end: AttemptEnd
  isFirst: boolean
  startedAt: number
  state: 'delivered' | 'retrying' | 'held' | 'dead_letter'
  dueAt: number | null
  reason: string | null
  tookMs: number
  gate: GateState
  isTest: boolean
  /** What was sent is kept no longer. */
  dropsRendering: boolean
  now: number
}

/** A delivery that nothing is sent of. */
export type Skipped = { deliveryId: string; requestId: string | null; reason: string; now: number }

/** A success that came after its attempt had been given up. */
export type LateEnding = Pick<
  Ending,
  'deliveryId' | 'workspaceId' | 'webhookId' | 'requestId' | 'end' | 'dropsRendering' | 'now'
> & {
  /** It delivers, where no other attempt has settled it. */
  delivers: boolean
}

/** The statements of sending to webhooks, prepared once. They run inside a turn of the writer. */
export type SendingWrites = {
  /** Of any number of events, in the order of their times; what they add to a webhook's counts is written once. */
  plan: (planned: readonly PlannedEventDelivery[]) => void
  /** False: it is no longer owed, or was begun by another. */
  begin: (beginning: Beginning) => boolean
  /** All that one commit records. */
  end: (endings: readonly Ending[]) => void
  /** Ends a delivery that its transform wants to be left out. False: it is no longer owed. */
  skip: (skipped: Skipped) => boolean
  endLate: (ending: LateEnding) => void
}

const insertDelivery = `
  insert into delivery (id, workspaceId, kind, state, requestId, webhookId, targetUrl, dueAt, createdAt, updatedAt,
    eventId, eventType, priority, reason, isTest, actionId, templateVersionId)
  values (?, ?, 'event', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  on conflict do nothing`

const beginDelivery = `
  update delivery set state = 'sending', dueAt = null, attemptCount = attemptCount + 1,
    firstAttemptAt = coalesce(firstAttemptAt, @at), lastAttemptAt = @at, targetUrl = @targetUrl,
    leaseOwner = @leaseOwner, leaseUntil = @leaseUntil, reason = null, updatedAt = @at
  where id = @id and state in ('queued', 'retrying') and attemptCount = @attempts`

const insertAttempt = `
  insert into attempt (id, workspaceId, deliveryId, webhookId, number, startedAt, request)
  values (@id, @workspaceId, @deliveryId, @webhookId, @number, @startedAt, @request)`

const endAttempt = `
  update attempt set endedAt = @endedAt, response = @response, responseBody = @responseBody, error = @error,
    timing = @timing, status = @status, errorClass = @errorClass, isLate = @isLate
  where id = @id`

const endDelivery = `
  update delivery set state = @state, dueAt = @dueAt, endedAt = @endedAt, reason = @reason,
    lastStatus = coalesce(@status, lastStatus), errorClass = @errorClass, leaseOwner = null, leaseUntil = null,
    updatedAt = @now
  where id = @id and state = 'sending'`

const endDeliveryLate = `
  update delivery set state = 'delivered', dueAt = null, endedAt = @now, reason = null, lastStatus = @status,
    errorClass = null, updatedAt = @now
  where id = @id and state in ('retrying', 'held', 'dead_letter')`

const skipDelivery = `
  update delivery set state = 'cancelled', dueAt = null, endedAt = @now, reason = @reason, updatedAt = @now
  where id = @deliveryId and state in ('queued', 'retrying')
  returning replayOf`

const keepState = `
  insert into webhookState (webhookId, workspaceId, breaker, rateBucket, failureRun, dailyUse, lastTriggeredAt,
    lastSuccessAt, deliveredCount, deadLetterCount)
  values (@webhookId, @workspaceId, @breaker, @rateBucket, @failureRun, @dailyUse, @triggeredAt, @succeededAt,
    @delivered, @dead)
  on conflict (webhookId) do update set
    breaker = excluded.breaker, rateBucket = excluded.rateBucket, failureRun = excluded.failureRun,
    dailyUse = excluded.dailyUse, lastTriggeredAt = coalesce(excluded.lastTriggeredAt, lastTriggeredAt),
    lastSuccessAt = coalesce(excluded.lastSuccessAt, lastSuccessAt),
    deliveredCount = deliveredCount + excluded.deliveredCount,
    deadLetterCount = deadLetterCount + excluded.deadLetterCount`

const keepLateSuccess = `
  update webhookState set deliveredCount = deliveredCount + 1, lastSuccessAt = ? where webhookId = ?`

const countPlanned = `
  insert into webhookMinute (webhookId, minute, workspaceId, planned) values (?, ?, ?, ?)
  on conflict (webhookId, minute) do update set planned = planned + excluded.planned`

const keepLastEvent = `
  insert into webhookState (webhookId, workspaceId, lastEventAt) values (?, ?, ?)
  on conflict (webhookId) do update set lastEventAt = excluded.lastEventAt`

const countAttempts = `
  insert into webhookMinute (webhookId, minute, workspaceId, attempts, delivered, failed, deadLettered, totalMs, maxMs,
    under100Ms, under300Ms, under1000Ms, under3000Ms, under10000Ms)
  values (@webhookId, @minute, @workspaceId, @attempts, @delivered, @failed, @dead, @totalMs, @maxMs,
    @under100Ms, @under300Ms, @under1000Ms, @under3000Ms, @under10000Ms)
  on conflict (webhookId, minute) do update set
    attempts = attempts + excluded.attempts, delivered = delivered + excluded.delivered,
    failed = failed + excluded.failed, deadLettered = deadLettered + excluded.deadLettered,
    totalMs = totalMs + excluded.totalMs, maxMs = max(maxMs, excluded.maxMs),
    under100Ms = under100Ms + excluded.under100Ms, under300Ms = under300Ms + excluded.under300Ms,
    under1000Ms = under1000Ms + excluded.under1000Ms, under3000Ms = under3000Ms + excluded.under3000Ms,
    under10000Ms = under10000Ms + excluded.under10000Ms`

const deleteRendering = 'delete from rendering where deliveryId = ?'

export function prepareSendingWrites(db: Database): SendingWrites {
  const tellRequest = db.prepare(`update request set deliveryState = (${worstState}) where id = ?`)
  const tell = (requestId: string | null): void => {
    if (requestId !== null) tellRequest.run(requestId)
  }
  return {
    plan: preparePlan(db, tell),
    begin: prepareBegin(db),
    end: prepareEnd(db, tell),
    skip: prepareSkip(db, tell),
    endLate: prepareLate(db, tell),
  }
}

const groupedBy = <Item>(items: readonly Item[], key: (item: Item) => string | null): Iterable<Item[]> =>
  Map.groupBy(items, key).values()

type Tell = (requestId: string | null) => void

function preparePlan(db: Database, tell: Tell): SendingWrites['plan'] {
  const insert = db.prepare(insertDelivery)
  const count = db.prepare(countPlanned)
  const keepEvent = db.prepare(keepLastEvent)
  const addToRequest = db.prepare('update request set deliveryCount = deliveryCount + ? where id = ?')
  // One event goes to one webhook once, and of an action once more, whoever plans it again: then it is not new.
  const isNew = ({ id, workspaceId, heldBecause, requestId, webhookId, ...item }: PlannedEventDelivery): boolean => {
    const isHeld = heldBecause !== null
    const { changes } = insert.run(
      id,
      workspaceId,
      isHeld ? 'held' : 'queued',
      requestId,
      webhookId,
      item.targetUrl,
      isHeld ? null : item.dueAt,
      item.createdAt,
      item.createdAt,
      item.eventId,
      item.eventType,
      item.priority,
      heldBecause,
      item.isTest ? 1 : 0,
      item.actionId,
      item.templateVersionId,
    )
    return changes > 0
  }
  return (planned) => {
    const stored = planned.filter(isNew)
    for (const ofWebhook of groupedBy(stored, ({ webhookId, createdAt }) => `${webhookId} ${minuteOf(createdAt)}`)) {
      const { webhookId, workspaceId, createdAt } = ofWebhook.at(-1) as PlannedEventDelivery
      count.run(webhookId, minuteOf(createdAt), workspaceId, ofWebhook.length)
      keepEvent.run(webhookId, workspaceId, createdAt)
    }
    // Once for all that a request makes owed: its state is read from all of its deliveries.
    for (const ofRequest of groupedBy(stored, ({ requestId }) => requestId)) {
      const requestId = ofRequest[0]?.requestId ?? null
      if (requestId !== null) addToRequest.run(ofRequest.length, requestId)
      tell(requestId)
    }
  }
}

function prepareBegin(db: Database): SendingWrites['begin'] {
  const begin = db.prepare(beginDelivery)
  const attempted = db.prepare(insertAttempt)
  const rendered = db.prepare(
    'insert into rendering (deliveryId, workspaceId, headers, body, createdAt) values (?, ?, ?, ?, ?) on conflict do nothing',
  )
  return ({ deliveryId, attempts, attempt, rendering, targetUrl, leaseOwner, leaseUntil }) => {
    const at = attempt.startedAt
    const { changes } = begin.run({ id: deliveryId, at, targetUrl, leaseOwner, leaseUntil, attempts })
    if (changes === 0) return false
    if (rendering) {
      rendered.run(deliveryId, attempt.workspaceId, JSON.stringify(rendering.headers), rendering.body, at)
    }
    attempted.run(attempt)
    return true
  }
}

function prepareEnd(db: Database, tell: Tell): SendingWrites['end'] {
  const attempt = db.prepare(endAttempt)
  const delivery = db.prepare(endDelivery)
  const state = db.prepare(keepState)
  const minute = db.prepare(countAttempts)
  const dropRendering = db.prepare(deleteRendering)
  const endOne = ({ deliveryId, end, now, ...ending }: Ending): void => {
    const { errorClass, status } = end
    const hasEnded = ending.state === 'delivered' || ending.state === 'dead_letter'
    attempt.run({ ...end, isLate: 0 })
    delivery.run({
      id: deliveryId,
      state: ending.state,
      dueAt: ending.dueAt,
      reason: ending.reason,
      endedAt: hasEnded ? now : null,
      status,
      errorClass,
      now,
    })
    if (ending.dropsRendering) dropRendering.run(deliveryId)
  }
  return (endings) => {
    for (const ending of endings) endOne(ending)
    for (const counts of countEndings(endings)) {
      state.run(counts.state)
      minute.run(counts.minute)
    }
    for (const requestId of new Set(endings.map((ending) => ending.requestId))) tell(requestId)
  }
}

function prepareSkip(db: Database, tell: Tell): SendingWrites['skip'] {
  const skip = db.prepare<[Omit<Skipped, 'requestId'>], { replayOf: string | null }>(skipDelivery)
  const countUnreplayed = prepareCountUnreplayed(db)
  return ({ requestId, ...skipped }) => {
    const row = skip.get(skipped)
    if (row && row.replayOf !== null) countUnreplayed(row.replayOf)
    tell(requestId)
    return row !== undefined
  }
}

function prepareLate(db: Database, tell: Tell): SendingWrites['endLate'] {
  const attempt = db.prepare(endAttempt)
  const delivery = db.prepare(endDeliveryLate)
  const state = db.prepare(keepLateSuccess)
  const dropRendering = db.prepare(deleteRendering)
  return ({ deliveryId, webhookId, requestId, end, dropsRendering, now, delivers }) => {
    attempt.run({ ...end, isLate: 1 })
    if (!delivers || delivery.run({ id: deliveryId, status: end.status, now }).changes === 0) return
    state.run(now, webhookId)
    if (dropsRendering) dropRendering.run(deliveryId)
    tell(requestId)
  }
}
