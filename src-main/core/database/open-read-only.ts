import SqliteDatabase from 'better-sqlite3'
import type { Database } from 'better-sqlite3'

/** Opens a connection that cannot write. */
export function openReadOnly(file: string): Database {
  const db = new SqliteDatabase(file, { readonly: true })
  db.pragma('busy_timeout = 5000')
  db.pragma('trusted_schema = OFF')
  db.pragma('cell_size_check = ON')
  db.pragma('cache_size = -16000')
  return db
}
