import SqliteDatabase from 'better-sqlite3'
import type { Database } from 'better-sqlite3'
import { AppError } from '#shared/contract/problem.ts'
import { makePrivate } from './private-file.ts'

/** Holds a data folder for one process. The lock is the operating system's: it goes with the process, however that ends. */
export function lockFolder(file: string): { release: () => void } {
  let db: Database | null = null
  try {
    makePrivate(file)
    db = new SqliteDatabase(file, { timeout: 0 })
    db.pragma('locking_mode = EXCLUSIVE')
    db.exec('begin exclusive')
    const held = db
    return { release: () => held.close() }
  } catch (error) {
    db?.close()
    throw (error as { code?: string }).code === 'SQLITE_BUSY' ? alreadyRunning(error) : unusable(file, error)
  }
}

const alreadyRunning = (cause: unknown): AppError =>
  new AppError(
    'already-running',
    'Creel is running in this data folder already. Use `creel open` to see it, `creel stop` to stop it, or name another folder with --home.',
    { cause },
  )

const unusable = (file: string, cause: unknown): AppError =>
  new AppError(
    'data-folder-unusable',
    `Creel cannot hold its data folder: the lock file ${file} cannot be used (${(cause as Error).message}). ` +
      'It holds no data: move it away and start again, or name another folder with --home.',
    { cause },
  )
