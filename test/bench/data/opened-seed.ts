import { join } from 'node:path'
import type { Database } from 'better-sqlite3'
import type { Readers } from '#main/core/database/handles.ts'
import { openDatabase } from '#main/core/database/open-database.ts'
import { openReaders } from '#main/core/database/readers.ts'

/** A seeded database with the product's own handles. */
export type OpenedSeed = {
  /** Requests, or deliveries, that are stored. */
  rows: number
  db: Database
  readers: Readers
  [Symbol.asyncDispose]: () => Promise<void>
}

const readerWorker = new URL(import.meta.resolve('#main/core/database/reader-worker.ts'))

export async function openSeed(home: string, rows: number): Promise<OpenedSeed> {
  const file = join(home, 'creel.db')
  const db = openDatabase(file, Date.now())
  const readers = await openReaders(file, readerWorker)
  return {
    rows,
    db,
    readers,
    async [Symbol.asyncDispose]() {
      await readers.close()
      db.close()
    },
  }
}
