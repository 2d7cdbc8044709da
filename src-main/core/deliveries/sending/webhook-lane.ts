import type { LiveWebhook } from '#main/core/webhooks/live-webhook.ts'
import type { DueItem } from './due-item.ts'
import type { DueOnDiskParts } from './due-on-disk.ts'
import { createDueOnDisk } from './due-on-disk.ts'
import type { LaneGate } from './lane-gate.ts'
import { createReadyItems } from './ready-items.ts'

export type WebhookLaneParts = DueOnDiskParts & {
  gate: LaneGate
  /** The webhook as it is now; undefined: it was deleted. */
  webhook: () => LiveWebhook | undefined
  /** Makes one attempt and records it; answers when the next one is due, if there is to be one. Never throws. */
  attempt: (item: DueItem) => Promise<number | null>
  /** Puts off on disk until a time what is due by now and counts as new. Never throws. */
  postpone: (until: number) => Promise<void>
  wakeAt: (at: number) => void
}

/** Sends what is owed to one webhook: so many at once as it takes, and no faster than its limits allow. */
export type WebhookLane = {
  /** Has come to be due now, and is on disk. */
  add: (item: DueItem) => void
  /** Something on disk is due from a time on. */
  dueFrom: (at: number) => void
  /** Forgets what is not owed any more. */
  forget: (id: string) => void
  pump: () => void
  stop: () => void
}

export function createWebhookLane(parts: WebhookLaneParts): WebhookLane {
  const { clock, gate, webhook, wakeAt } = parts
  const ready = createReadyItems()
  const disk = createDueOnDisk(parts)
  let inFlight = 0
  let isStopped = false
  let isPostponing = false

  const pump = (): void => {
    const live = webhook()
    if (isStopped || !live) return ready.clear()
    if (isPostponing) return
    const isActive = live.status === 'active'
    if (!isActive) ready.keepTests()
    while (inFlight < live.settings.concurrency && begin(live.settings));
    // Also while some wait: what has come to be due may be of a higher priority.
    if (!isActive || disk.isReading() || !ready.isHungry()) return
    if (disk.at() <= clock.now()) void disk.readInto(ready).then(pump)
    else if (disk.at() < Infinity) wakeAt(disk.at())
  }

  const begin = (settings: LiveWebhook['settings']): boolean => {
    const next = ready.next()
    if (next === undefined) return false
    const permission = gate.pass(settings, clock.now(), next.attempts === 0 && !next.isTest)
    if (permission.may) void run(ready.take() ?? next)
    else if ('isOverQuota' in permission) void postpone(permission.until)
    else if (permission.until !== null) wakeAt(permission.until)
    return permission.may
  }

  // Retries behind it are not to wait with it, so that all is read anew.
  const postpone = async (until: number): Promise<void> => {
    isPostponing = true
    await parts.postpone(until)
    ready.clear()
    disk.from(clock.now())
    isPostponing = false
    pump()
  }

  const run = async (item: DueItem): Promise<void> => {
    inFlight += 1
    const again = await parts.attempt(item)
    inFlight -= 1
    ready.forget(item.id)
    if (again !== null) disk.from(again)
    pump()
  }

  return {
    pump,
    forget: ready.forget,
    add(item) {
      // What waits on disk came first, but for tests: they are sent while nothing else is.
      if (item.isTest || (ready.room() > 0 && !disk.isReading() && disk.at() > item.dueAt)) ready.add(item)
      else disk.from(item.dueAt)
      pump()
    },
    dueFrom(at) {
      disk.from(at)
      pump()
    },
    stop() {
      isStopped = true
    },
  }
}
