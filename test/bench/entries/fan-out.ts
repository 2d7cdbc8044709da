import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Database } from 'better-sqlite3'
import type { BenchEntry } from '#test/bench/bench-entry.ts'
import { sampleDelivery, sampleEvent, sampleWebhook } from '#test/bench/data/sample-events.ts'
import { jsonBody } from '#test/bench/measure/payload.ts'
import { resultOf } from '#test/bench/result.ts'
import { median } from '#test/bench/statistics.ts'
import { withCopiedPayload } from '#test/bench/twins/copied-payload.ts'
import { openDatabase } from '#main/core/database/open-database.ts'
import { prepareEventWrites } from '#main/core/database/stores/event-writes.ts'
import { prepareSendingWrites } from '#main/core/database/stores/sending-writes.ts'

const goal = { floor: 2, goal: 2.9, better: 'higher', unit: '×' } as const
const webhooks = Array.from({ length: 100 }, (_, index) => sampleWebhook(`wh_${String(index).padStart(26, '0')}`))
const data = Object.values(jsonBody(1_000)).join('')

/** Stores one event with what it makes owed, in a durable transaction of its own. */
type Publish = () => void

/** One event for a hundred webhooks: deliveries that refer to it, against a copy of the payload in each. */
export const fanOut: BenchEntry = async ({ rounds, sliceSeconds }) => {
  await using resources = new AsyncDisposableStack()
  const ours = preparePublish(openTemporary(resources))
  const copying = preparePublish(withCopiedPayload(openTemporary(resources), data))
  const measured: { ours: number; copying: number }[] = []
  for (let round = 0; round <= rounds; round += 1) {
    const pair = round % 2 === 0 ? [ours, copying] : [copying, ours]
    const [first = 0, second = 0] = pair.map((publish) => perSecond(publish, sliceSeconds))
    // The first round warms everything up.
    if (round > 0) measured.push(round % 2 === 0 ? { ours: first, copying: second } : { ours: second, copying: first })
  }
  const name = { id: 'P12', what: `one event × ${webhooks.length} webhooks, against copies of the payload` }
  return [
    resultOf(name, goal, median(measured.map((round) => round.ours / round.copying)), [
      `1 KB, each event committed with fsync; ${median(measured.map((round) => round.ours)).toFixed(0)} events a second against ${median(measured.map((round) => round.copying)).toFixed(0)}; all else is the product’s own on both sides.`,
    ]),
  ]
}

function openTemporary(resources: AsyncDisposableStack): Database {
  const folder = mkdtempSync(join(tmpdir(), 'creel-bench-fan-out-'))
  resources.defer(() => rmSync(folder, { recursive: true, force: true }))
  const db = openDatabase(join(folder, 'creel.db'), Date.now())
  resources.defer(() => void db.close())
  return db
}

function preparePublish(db: Pick<Database, 'prepare' | 'transaction'>): Publish {
  const events = prepareEventWrites(db as Database)
  const sending = prepareSendingWrites(db as Database)
  return db.transaction(() => {
    const event = sampleEvent(data, Date.now())
    events.insert(event)
    sending.plan(webhooks.map((webhook) => sampleDelivery(event, webhook)))
  })
}

function perSecond(publish: Publish, seconds: number): number {
  const startedAt = performance.now()
  let count = 0
  for (; performance.now() - startedAt < seconds * 1000; count += 1) publish()
  return (count / (performance.now() - startedAt)) * 1000
}
