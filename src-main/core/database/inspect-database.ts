import { statSync } from 'node:fs'
import type { Database } from 'better-sqlite3'
import { isAsClosed } from './closed-well.ts'
import { refuseNewer } from './migrate.ts'
import type { Migration } from './migrations/migration.ts'
import { openReadOnly } from './open-read-only.ts'

// Bodies are most of a database: a damaged one spoils itself alone, so it need not keep Creel from starting.
const uncheckedTables = /^(body|replayBody|sqlite_.*|requestText.*)$/
// These grow with what was received: to read them through takes a second and more for a million requests.
const grownTables = /^(request|arrival|event|delivery|attempt)$/

/**
 * Looks at the database without a right to write: what is refused stays as it is, byte for byte, log included.
 * Throws where it is foreign, damaged, or changed by a newer Creel. One that is as Creel closed it is not read through.
 */
export function inspectDatabase(file: string, migrations: readonly Migration[]): void {
  if (isYetToBeMade(file)) return
  const db = openReadOnly(file)
  try {
    const tables = tablesOf(db)
    if (tables.length === 0) return
    if (!tables.includes('migration')) throw new Error('it is not a Creel database')
    refuseNewer(db, migrations)
    refuseCut(file, db)
    const isUntouched = isAsClosed(file)
    for (const table of tables) {
      if (!uncheckedTables.test(table) && !(isUntouched && grownTables.test(table))) refuseDamaged(db, table)
    }
    if (!isUntouched) refuseStrayRows(db)
  } finally {
    db.close()
  }
}

function isYetToBeMade(file: string): boolean {
  const size = sizeOf(file)
  if (size === null) return true
  // SQLite would throw the log away with all that is only in it.
  if (size === 0 && (sizeOf(`${file}-wal`) ?? 0) > 0) throw new Error('it is empty, although its log is not')
  // What a crash left half-way must be rolled back first, and that is writing.
  return size === 0 || (sizeOf(`${file}-journal`) ?? 0) > 0
}

function sizeOf(file: string): number | null {
  const found = statSync(file, { throwIfNoEntry: false })
  if (found?.isDirectory()) throw new Error('it is a folder')
  return found?.size ?? null
}

const tablesOf = (db: Database): string[] =>
  db.prepare<[], string>("select name from sqlite_schema where type = 'table'").pluck().all()

// While there is a log the file may be in the midst of being written.
function refuseCut(file: string, db: Database): void {
  const isWholePages = (sizeOf(file) ?? 0) % (db.pragma('page_size', { simple: true }) as number) === 0
  if (!isWholePages && (sizeOf(`${file}-wal`) ?? 0) === 0) throw new Error('it is damaged (its end is cut off)')
}

function refuseDamaged(db: Database, table: string): void {
  const answer = String(db.pragma(`quick_check('${table.replaceAll("'", "''")}')`, { simple: true }))
  if (answer !== 'ok') throw new Error(`it is damaged (${answer.replaceAll('\n', ' ').slice(0, 200)})`)
}

function refuseStrayRows(db: Database): void {
  const [stray] = db.pragma('foreign_key_check') as { table: string; parent: string }[]
  if (stray) throw new Error(`it is damaged (a row of ${stray.table} without its ${stray.parent})`)
}
