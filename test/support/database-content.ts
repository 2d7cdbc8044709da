import { join } from 'node:path'
import SqliteDatabase from 'better-sqlite3'

/** Every row of every table of a data folder, to be compared with itself later. */
export function databaseContent(home: string): Record<string, unknown[]> {
  const db = new SqliteDatabase(join(home, 'creel.db'), { readonly: true })
  try {
    const tables = db.prepare("select name from sqlite_master where type = 'table' order by name").pluck().all()
    return Object.fromEntries(tables.map((name) => [name, db.prepare(`select * from "${String(name)}"`).all()]))
  } finally {
    db.close()
  }
}
