import { openDatabase } from '#main/core/database/open-database.ts'
import { createWriter } from '#main/core/database/writer.ts'
import type { ServiceParts } from '#main/service.ts'

/** Bad: at a start the newest runs are taken for runs that have done nothing yet. */
export const actsAgain: ServiceParts = {
  openDatabase(file, now) {
    const db = openDatabase(file, now)
    db.exec(`
      update "action" set state = 'planned' where runId in (select id from run order by id desc limit 20);
      update run set state = 'planned', endedAt = null where state <> 'stopped'
        and id in (select id from run order by id desc limit 20)`)
    return db
  },
  createWriter,
}
