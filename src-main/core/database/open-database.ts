import SqliteDatabase from 'better-sqlite3'
import type { Database } from 'better-sqlite3'
import { AppError } from '#shared/contract/problem.ts'
import { forgetClosing } from './closed-well.ts'
import { inspectDatabase } from './inspect-database.ts'
import { makePrivate } from './private-file.ts'
import { migrate } from './migrate.ts'
import { migrations } from './migrations/migrations.ts'

const walLimitBytes = 8_000_000

/** Opens the one writable connection, brings the schema up to date and proves that commits are fsynced. */
export function openDatabase(file: string, now: number): Database {
  try {
    inspectDatabase(file, migrations)
    forgetClosing(file)
    makePrivate(file)
    const db = new SqliteDatabase(file)
    try {
      prepareConnection(db)
      migrate(db, migrations, now)
      assertDurable(db, now)
      return db
    } catch (error) {
      db.close()
      throw error
    }
  } catch (error) {
    throw unreadable(file, error)
  }
}

function prepareConnection(db: Database): void {
  db.pragma('page_size = 8192')
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = FULL')
  db.pragma('fullfsync = ON')
  db.pragma('wal_autocheckpoint = 500')
  // Savepoints copy what they change: in memory, not into a temporary file a turn.
  db.pragma('temp_store = MEMORY')
  db.pragma('cache_size = -16000')
  db.pragma(`journal_size_limit = ${walLimitBytes}`)
  db.pragma('foreign_keys = ON')
  db.pragma('busy_timeout = 5000')
  db.pragma('trusted_schema = OFF')
  db.pragma('cell_size_check = ON')
}

// This SQLite is built with WAL_SYNCHRONOUS=NORMAL: the pragma reads FULL until the first write and drops silently then,
// unless it was set on this very connection. A commit in NORMAL can vanish with the power.
function assertDurable(db: Database, now: number): void {
  db.prepare("insert into watermark values ('opened', ?) on conflict (name) do update set seq = excluded.seq").run(now)
  const level = db.pragma('synchronous', { simple: true })
  if (level !== 2) throw new Error(`synchronous is ${String(level)}, not FULL`)
}

function unreadable(file: string, error: unknown): AppError {
  if (error instanceof AppError) return error
  const code = (error as { code?: string }).code ?? ''
  const why = reasons.find(([start]) => code.startsWith(start))?.[1] ?? String((error as Error).message)
  return new AppError(
    'database-unreadable',
    `Cannot open the database ${file}: ${why}. Nothing was changed. ` +
      'Put back a backup, or move the file away to start with an empty one, or name another data folder with --home.',
    { cause: error },
  )
}

const reasons: ReadonlyArray<readonly [string, string]> = [
  ['SQLITE_NOTADB', 'it is not a Creel database'],
  ['SQLITE_CORRUPT', 'it is damaged'],
  ['SQLITE_CANTOPEN', 'it cannot be read or created here (check the permissions of file and folder)'],
  ['SQLITE_READONLY', 'it is read-only (check the permissions of file and folder)'],
  ['SQLITE_BUSY', 'another program holds it locked'],
  ['SQLITE_FULL', 'the disk is full'],
  ['SQLITE_IOERR', 'the disk reports an error'],
  ['EACCES', 'access is denied (check the permissions of file and folder)'],
]
