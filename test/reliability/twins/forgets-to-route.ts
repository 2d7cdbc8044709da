import { openDatabase } from '#main/core/database/open-database.ts'
import { createWriter } from '#main/core/database/writer.ts'
import type { ServiceParts } from '#main/service.ts'

/** Bad: what a crash left to be routed is called routed at the next start, though nothing has followed from it. */
export const forgetsToRoute: ServiceParts = {
  openDatabase(file, now) {
    const db = openDatabase(file, now)
    db.exec('update request set routed = 1 where routed = 0')
    return db
  },
  createWriter,
}
