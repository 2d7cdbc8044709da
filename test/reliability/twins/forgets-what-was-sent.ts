import { openDatabase } from '#main/core/database/open-database.ts'
import { createWriter } from '#main/core/database/writer.ts'
import type { ServiceParts } from '#main/service.ts'

/** Bad: at a start what was delivered shortly before is owed again, and what was under way is given up. */
export const forgetsWhatWasSent: ServiceParts = {
  openDatabase(file, now) {
    const db = openDatabase(file, now)
    db.exec(`
      update delivery set state = 'cancelled' where state = 'sending';
      update delivery set state = 'retrying', dueAt = 0 where id in (
        select id from delivery where state = 'delivered' order by id desc limit 20)`)
    return db
  },
  createWriter,
}
