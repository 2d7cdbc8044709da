import { setTimeout as pause } from 'node:timers/promises'
import { requireRunning } from '#main/connect/find-running.ts'
import { openReadOnly } from '#main/core/database/open-read-only.ts'
import { noFindings } from './audit.ts'
import type { DeliverySink } from './delivery-sink.ts'
import type { Ledger } from './load.ts'
import type { Report } from './report.ts'
import { toReport } from './report.ts'

/** However much is owed, something is sent in that time. */
const movesWithinMs = 60_000

/** Makes the webhook that sends all there is to a sink, so many at once. */
export async function makeSinkWebhook(home: string, url: string, concurrency: number): Promise<void> {
  const running = await requireRunning(home)
  const retry = { kind: 'linear', firstSeconds: 0.2, attempts: 100 }
  const settings = { name: 'Sink', url, events: ['*'], retry, concurrency, breaker: { isOn: false } }
  const response = await fetch(`${running.url}/api/v1/webhooks`, {
    method: 'POST',
    headers: { authorization: `Bearer ${running.token}`, 'content-type': 'application/json' },
    body: JSON.stringify(settings),
  })
  if (!response.ok) throw new Error(`The webhook was not made: ${await response.text()}`)
}

/** Waits until nothing is owed any more, or gives up where nothing moves: then the report says so. */
export async function untilSent(file: string): Promise<void> {
  const db = openReadOnly(file)
  const owed = db
    .prepare<[], number>("select count(*) from delivery where state in ('queued', 'sending', 'retrying', 'held')")
    .pluck()
  let left = owed.get() ?? 0
  let giveUpAt = performance.now() + movesWithinMs
  try {
    while (left > 0 && performance.now() < giveUpAt) {
      await pause(50)
      const now = owed.get() ?? 0
      if (now < left) giveUpAt = performance.now() + movesWithinMs
      left = now
    }
  } finally {
    db.close()
  }
}

type Row = { key: string; eventId: string | null; state: string | null; interrupted: number }

export type KilledRun = {
  test: string
  seed: number
  kills: number
  concurrency: number
  more?: Record<string, unknown>
}

/**
 * What came of a run: whatever was acknowledged arrived, no more often than attempts were under way at kills, always the
 * same bytes, and not again after its 2xx was recorded.
 */
export function reportSending(
  { test, seed, kills, concurrency, more }: KilledRun,
  ledger: Ledger,
  { sink, file }: { sink: DeliverySink; file: string },
): Report {
  const db = openReadOnly(file)
  const rows = db
    .prepare<[], Row>(
      `select request.target as key, delivery.eventId, delivery.state,
         (select count(*) from attempt where deliveryId = delivery.id and errorClass = 'interrupted') as interrupted
       from request left join delivery on delivery.requestId = request.id`,
    )
    .all()
  db.close()
  const byKey = new Map(rows.map((row) => [row.key.slice(row.key.lastIndexOf('/') + 1), row]))
  const timesOf = (row: Row | undefined): number => sink.received.get(row?.eventId ?? '')?.times ?? 0
  const repeats = rows.reduce((sum, row) => sum + Math.max(0, timesOf(row) - 1), 0)
  const findings = {
    ...noFindings(),
    lost: [...ledger.acknowledged].filter((key) => timesOf(byKey.get(key)) === 0).length,
    duplicated: rows.length - byKey.size,
    undelivered: rows.filter(({ state }) => state !== 'delivered').length,
    // Each time but one must be an attempt whose end a kill kept from being recorded.
    sentAfterRecorded: rows.filter((row) => timesOf(row) > 1 + row.interrupted).length,
    changed: [...sink.received.values()].filter(({ hashes }) => hashes.size > 1).length,
    repeatedTooOften: Math.max(0, repeats - kills * concurrency),
  }
  return toReport(test, seed, {
    findings,
    acknowledged: ledger.acknowledged.size,
    latenciesMs: ledger.latenciesMs,
    more: { kills, repeats, ...findings, ...more },
  })
}
