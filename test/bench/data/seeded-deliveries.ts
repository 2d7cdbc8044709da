import type { Database } from 'better-sqlite3'
import { prepareHotStatements } from '#main/core/database/hot-statements.ts'
import { openDatabase } from '#main/core/database/open-database.ts'
import { insertWebhook } from '#main/core/database/stores/webhook-store.ts'
import { createWriter } from '#main/core/database/writer.ts'
import { silentLog } from '#test/support/log.ts'
import { sampleDelivery, sampleEvent, sampleWebhook } from './sample-events.ts'
import { keptHome } from './seeded-home.ts'

/** The one webhook of these databases. */
export const seededWebhook = sampleWebhook('wh_00000000000000000000000000')

/** When the first of the pending deliveries is due, the next a millisecond later: in no bench. */
export const firstDueAt = Date.UTC(2100, 0, 1)

const atOnce = 1000

/** A data folder with so many deliveries that are due far in the future, each of its own event. */
export const seededDeliveries = (deliveries: number): Promise<string> =>
  keptHome(`deliveries-${deliveries}`, `${deliveries.toLocaleString('en')} pending deliveries`, (file) =>
    seed(file, deliveries),
  )

async function seed(file: string, deliveries: number): Promise<void> {
  const now = Date.now()
  const db = openDatabase(file, now)
  // Seeds need not outlive a power cut.
  db.pragma('synchronous = OFF')
  const { id, workspaceId, settings, status } = seededWebhook
  const times = { statusSince: now, createdAt: now, updatedAt: now, nextRotationAt: null, deletedAt: null }
  const row = { id, workspaceId, settings, status, statusReason: null, credentials: null, createdBy: null, ...times }
  await createWriter(db, silentLog).write((tx) => insertWebhook(tx, row))
  insertAll(db, deliveries, now)
  db.close()
}

function insertAll(db: Database, deliveries: number, now: number): void {
  const hot = prepareHotStatements(db)
  const insertBatch = db.transaction((first: number, count: number) => {
    for (let index = first; index < first + count; index += 1) {
      const event = sampleEvent('{"total":49.9}', now)
      hot.events.insert(event)
      hot.sending.plan([{ ...sampleDelivery(event, seededWebhook), dueAt: firstDueAt + index }])
    }
  })
  for (let first = 0; first < deliveries; first += atOnce) insertBatch(first, Math.min(atOnce, deliveries - first))
}
