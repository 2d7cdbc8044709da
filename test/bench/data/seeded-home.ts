import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Database } from 'better-sqlite3'
import { inRepository } from '#ci/repository.ts'
import { prepareHotStatements } from '#main/core/database/hot-statements.ts'
import { openDatabase } from '#main/core/database/open-database.ts'
import { insertSource } from '#main/core/database/stores/source-store.ts'
import { createWriter } from '#main/core/database/writer.ts'
import { countArrivals } from '#main/core/requests/count-arrivals.ts'
import { defaultWorkspaceId } from '#shared/model/id.ts'
import { SourceSettings } from '#shared/model/source.ts'
import { silentLog } from '#test/support/log.ts'
import { createSampleRequests } from './sample-requests.ts'

/** The one source of a seeded database; it keeps everything. */
export const seededSource = {
  id: 'src_00000000000000000000000000',
  workspaceId: defaultWorkspaceId,
  token: 'seeded-source-of-the-bench',
}

const cache = inRepository('node_modules', '.cache', 'creel-bench')
const seedVersion = 1
const atOnce = 1000
const keepsEverything = { maxAgeDays: null, maxRequests: null, maxBytes: null }

/** A data folder with so many stored, routed and indexed requests; made once for each schema, then kept. */
export const seededHome = (requests: number): Promise<string> =>
  keptHome(String(requests), `${requests.toLocaleString('en')} requests`, (file) => seed(file, requests))

/** A data folder of this name whose database is filled where it is not there yet. */
export async function keptHome(name: string, content: string, fill: (file: string) => Promise<void>): Promise<string> {
  const home = join(cache, schemaKey(), name)
  if (existsSync(home)) return home
  console.log(`Seeding a database with ${content} (kept for the next time) …`)
  const draft = `${home}.draft`
  rmSync(draft, { recursive: true, force: true })
  mkdirSync(draft, { recursive: true })
  await fill(join(draft, 'creel.db'))
  renameSync(draft, home)
  return home
}

// Another schema has other seeds; the old ones stay until somebody wants their space back.
function schemaKey(): string {
  const draft = join(cache, 'schema')
  mkdirSync(draft, { recursive: true })
  const db = openDatabase(join(draft, 'empty.db'), 0)
  const tables = db.prepare('select sql from sqlite_schema order by name').pluck().all()
  db.close()
  rmSync(draft, { recursive: true, force: true })
  return createHash('sha256')
    .update(JSON.stringify([seedVersion, tables]))
    .digest('hex')
    .slice(0, 12)
}

async function seed(file: string, requests: number): Promise<void> {
  const db = openDatabase(file, Date.now())
  // Seeds need not outlive a power cut.
  db.pragma('synchronous = OFF')
  const settings = SourceSettings.parse({ name: 'shop', retention: keepsEverything })
  await createWriter(db, silentLog).write((tx) => insertSource(tx, { ...seededSource, settings, now: Date.now() }))
  insertAll(db, requests)
  db.close()
}

function insertAll(db: Database, requests: number): void {
  const hot = prepareHotStatements(db)
  const sample = createSampleRequests(seededSource, Date.now() - requests)
  const insertBatch = db.transaction((first: number, count: number) => {
    const batch = Array.from({ length: count }, (_, index) => sample(first + index))
    for (const kept of batch) hot.requests.insert(kept, { ...kept.said, duplicateOf: null })
    hot.requests.keepTimings(batch)
    for (const arrivals of countArrivals(batch)) hot.requests.count(arrivals)
    hot.text.indexNext(count)
  })
  for (let first = 1; first <= requests; first += atOnce) insertBatch(first, Math.min(atOnce, requests - first + 1))
}
