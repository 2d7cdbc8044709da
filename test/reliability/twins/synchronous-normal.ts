import { openDatabase } from '#main/core/database/open-database.ts'
import { createWriter } from '#main/core/database/writer.ts'
import type { ServiceParts } from '#main/service.ts'

/** Bad: commits are not fsynced, so that a power cut takes what was acknowledged. A kill alone takes nothing. */
export const synchronousNormal: ServiceParts = {
  openDatabase(file, now) {
    const db = openDatabase(file, now)
    db.pragma('synchronous = NORMAL')
    return db
  },
  createWriter,
}
