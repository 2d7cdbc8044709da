import type { Readers } from '#main/core/database/handles.ts'
import { findNextDue, listDue, listSendable } from '#main/core/database/stores/due-store.ts'
import type { PlannedEventDelivery } from '#main/core/deliveries/plan-event.ts'
import type { LiveWebhook } from '#main/core/webhooks/live-webhook.ts'
import type { Alarm } from './alarm.ts'
import { createAlarm } from './alarm.ts'
import type { AttemptDeliveryParts } from './attempt-delivery.ts'
import { attemptDelivery } from './attempt-delivery.ts'
import type { DueItem } from './due-item.ts'
import { compareDue } from './due-item.ts'
import type { GateState, LaneGate } from './lane-gate.ts'
import { createLaneGate, freshGate } from './lane-gate.ts'
import type { WebhookLane } from './webhook-lane.ts'
import { createWebhookLane } from './webhook-lane.ts'

export type SenderParts = AttemptDeliveryParts & {
  readers: Readers
  /** What sending had taught about webhooks before this start. */
  loadGates: () => Promise<ReadonlyMap<string, GateState>>
  /** Puts off until a time what the daily quota of a webhook leaves no room for. */
  postpone: (webhookId: string, until: number, stopping: AbortSignal) => Promise<void>
}

/** Sends what webhooks are owed, each webhook in a lane of its own, so that none waits for another. */
export type Sender = {
  start: () => Promise<void>
  /** What was planned and is on disk by now. */
  take: (planned: readonly PlannedEventDelivery[]) => void
  /** Something that a webhook is owed has come to be due on disk, at a priority. */
  due: (webhookId: string, priority: number, at: number) => void
  /** Forgets what is no longer owed, and cuts short an attempt under way. */
  drop: (deliveryId: string, webhookId: string) => void
  /** Webhooks were changed, paused or resumed. */
  refresh: () => Promise<void>
  stop: () => void
}

type Known = {
  lane: WebhookLane
  reset: () => void
  priorities: Set<number>
  was: Pick<LiveWebhook, 'status'> & { url: string }
}

export function createSender(parts: SenderParts): Sender {
  const { clock, readers, webhookOf } = parts
  const stopping = new AbortController()
  const lanes = new Map<string, Known>()
  const underWay = new Map<string, AbortController>()
  const alarm = createAlarm(clock, (webhookId) => lanes.get(webhookId)?.lane.pump())
  let gates: ReadonlyMap<string, GateState> = new Map()
  let isStarted = false

  const open = (webhookId: string): Known => {
    const gate = createLaneGate(gates.get(webhookId) ?? freshGate)
    const known = openLane(parts, webhookId, { gate, underWay, alarm, stopping: stopping.signal })
    lanes.set(webhookId, known)
    return known
  }
  const laneOf = (webhookId: string, priority: number): WebhookLane => {
    const known = lanes.get(webhookId) ?? open(webhookId)
    known.priorities.add(priority)
    return known.lane
  }
  const findDue = async (): Promise<void> => {
    const sendable = await listSendable(readers.quick)
    // All priorities are known before anything is read.
    for (const { webhookId, priority } of sendable) laneOf(webhookId, priority)
    for (const { webhookId, priority, dueAt } of sendable) laneOf(webhookId, priority).dueFrom(dueAt)
  }

  return {
    async start() {
      gates = await parts.loadGates()
      isStarted = true
      await findDue()
    },
    take(planned) {
      for (const item of planned) if (item.heldBecause === null) laneOf(item.webhookId, item.priority).add(item)
    },
    due: (webhookId, priority, at) => laneOf(webhookId, priority).dueFrom(at),
    drop(deliveryId, webhookId) {
      lanes.get(webhookId)?.lane.forget(deliveryId)
      underWay.get(deliveryId)?.abort()
    },
    async refresh() {
      // Before that nothing may begin: what a crash left under way is not closed yet, and would be taken for it.
      if (!isStarted) return
      for (const [webhookId, known] of lanes) {
        const is = lookOf(webhookOf(webhookId))
        const isNew = is.status === 'active' && (known.was.status !== 'active' || known.was.url !== is.url)
        if (isNew) known.reset()
        known.was = is
        known.lane.pump()
      }
      await findDue()
    },
    stop() {
      stopping.abort()
      for (const attempt of underWay.values()) attempt.abort()
      alarm.stop()
      for (const { lane } of lanes.values()) lane.stop()
    },
  }
}

type LaneMakings = { gate: LaneGate; underWay: Map<string, AbortController>; alarm: Alarm; stopping: AbortSignal }

function openLane(parts: SenderParts, webhookId: string, { gate, underWay, alarm, stopping }: LaneMakings): Known {
  const { readers, webhookOf } = parts
  const priorities = new Set<number>()
  const lane = createWebhookLane({
    ...parts,
    gate,
    webhook: () => webhookOf(webhookId),
    async attempt(item) {
      const ending = new AbortController()
      underWay.set(item.id, ending)
      const again = await attemptDelivery(parts, item, gate, { stopping, ending: ending.signal })
      underWay.delete(item.id)
      return again
    },
    postpone: (until) => parts.postpone(webhookId, until, stopping),
    claim: (now, limit) => claim(readers, { webhookId, priorities, now, limit }),
    nextDueAt: (now) => nextDueAt(readers, { webhookId, priorities, now }),
    wakeAt: (at) => alarm.set(webhookId, at),
  })
  return { lane, reset: gate.reset, priorities, was: lookOf(webhookOf(webhookId)) }
}

const lookOf = (webhook: LiveWebhook | undefined): Known['was'] => ({
  status: webhook?.status ?? 'disabled',
  url: webhook?.settings.url ?? '',
})

type Which = { webhookId: string; priorities: ReadonlySet<number>; now: number }

/** What is due, the higher priorities first. */
async function claim(
  { quick }: Readers,
  { priorities, limit, ...which }: Which & { limit: number },
): Promise<DueItem[]> {
  const due: DueItem[] = []
  for (const priority of [...priorities].toSorted((one, other) => other - one)) {
    if (due.length < limit) due.push(...(await listDue(quick, { ...which, priority, limit: limit - due.length })))
  }
  return due.toSorted(compareDue)
}

async function nextDueAt({ quick }: Readers, { priorities, ...which }: Which): Promise<number | null> {
  const times = await Promise.all([...priorities].map((priority) => findNextDue(quick, { ...which, priority })))
  const known = times.filter((time) => time !== null)
  return known.length === 0 ? null : Math.min(...known)
}
