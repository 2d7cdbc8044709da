import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import type { Database } from 'better-sqlite3'

const noteOf = (file: string): string => `${file}-closed`

/** What a closed database looks like from outside; null while it has a log, for then it was not closed. */
function looksOf(file: string): string | null {
  const found = statSync(file, { throwIfNoEntry: false })
  const logBytes = statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0
  return found && logBytes === 0 ? JSON.stringify({ bytes: found.size, changedAtMs: found.mtimeMs }) : null
}

/** Closes the database, and notes beside it what it looks like then. */
export function closeWell(db: Database, file: string): void {
  db.close()
  const looks = looksOf(file)
  if (looks !== null) writeFileSync(noteOf(file), looks, { mode: 0o600 })
}

/** Nobody has touched the database since Creel closed it. */
export function isAsClosed(file: string): boolean {
  try {
    return readFileSync(noteOf(file), 'utf8') === looksOf(file)
  } catch {
    return false
  }
}

/** From here on the database changes: what a crash leaves behind must be looked at. */
export function forgetClosing(file: string): void {
  rmSync(noteOf(file), { force: true })
}
