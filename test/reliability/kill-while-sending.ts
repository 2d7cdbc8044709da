import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { requireRunning } from '#main/connect/find-running.ts'
import { openReadOnly } from '#main/core/database/open-read-only.ts'
import { noFindings, untilRouted } from './audit.ts'
import type { DeliverySink } from './delivery-sink.ts'
import { openDeliverySink } from './delivery-sink.ts'
import type { Ledger } from './load.ts'
import { newLedger, startLoad } from './load.ts'
import type { Report } from './report.ts'
import { toReport } from './report.ts'
import type { SeededRandom } from './seeded-random.ts'
import { seededRandom } from './seeded-random.ts'
import type { ServerProcess } from './server-process.ts'
import { startServer } from './server-process.ts'
import type { TwinName } from './twins/twins.ts'

const life = { shortestMs: 300, longestMs: 1_200 }
const connections = 8
const concurrency = 10
const settlesWithinMs = 120_000

/**
 * Kills Creel under load while it delivers to a sink. In the end each acknowledged request was delivered, none more
 * often than an attempt was under way at a kill, always the same bytes, and none again after its 2xx was recorded.
 */
export async function killWhileSending({
  kills,
  seed,
  twin = 'none',
}: {
  kills: number
  seed: number
  twin?: TwinName
}): Promise<Report> {
  const random = seededRandom(seed)
  const home = mkdtempSync(join(tmpdir(), 'creel-kill-sending-'))
  const sink = await openDeliverySink()
  const ledger = newLedger()
  let server: ServerProcess | null = null
  try {
    server = await startServer({ home, twin })
    await makeWebhook(home, sink.url)
    for (let number = 0; number < kills; number += 1) {
      await killDuringLoad(server, ledger, `life-${number}`, random)
      server = await startServer({ home, twin })
    }
    await untilRouted(join(home, 'creel.db'))
    await untilSent(join(home, 'creel.db'))
    return report({ kills, seed, twin }, ledger, { sink, file: join(home, 'creel.db') })
  } finally {
    await server?.end('SIGKILL')
    await sink.stop()
    rmSync(home, { recursive: true, force: true })
  }
}

async function makeWebhook(home: string, url: string): Promise<void> {
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

async function killDuringLoad(
  server: ServerProcess,
  ledger: Ledger,
  name: string,
  random: SeededRandom,
): Promise<void> {
  const load = startLoad(server.url, ledger, name, connections)
  await pause(random.between(life.shortestMs, life.longestMs))
  if (server.hasEnded()) throw new Error(`The server ended by itself: ${server.complaints()}`)
  await server.end('SIGKILL')
  await load.stop()
}

async function untilSent(file: string): Promise<void> {
  const db = openReadOnly(file)
  const owed = db
    .prepare<[], number>("select count(*) from delivery where state in ('queued', 'sending', 'retrying', 'held')")
    .pluck()
  const giveUpAt = performance.now() + settlesWithinMs
  try {
    while (owed.get() !== 0 && performance.now() < giveUpAt) await pause(50)
  } finally {
    db.close()
  }
}

type Row = { key: string; eventId: string | null; state: string | null; interrupted: number }

function report(
  { kills, seed, twin }: { kills: number; seed: number; twin: TwinName },
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
  return toReport(`kill-while-sending${twin === 'none' ? '' : ` (${twin})`}`, seed, {
    findings,
    acknowledged: ledger.acknowledged.size,
    latenciesMs: ledger.latenciesMs,
    more: { kills, repeats, ...findings },
  })
}
