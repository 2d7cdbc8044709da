import { chmodSync, closeSync, openSync } from 'node:fs'

/**
 * Makes a file for this user's eyes only before SQLite opens it: what SQLite puts beside it (`-wal`, `-shm`) gets the
 * same mode.
 */
export function makePrivate(file: string): void {
  closeSync(openSync(file, 'a', 0o600))
  chmodSync(file, 0o600)
}
