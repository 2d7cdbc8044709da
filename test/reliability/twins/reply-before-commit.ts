import { openDatabase } from '#main/core/database/open-database.ts'
import { createWriter } from '#main/core/database/writer.ts'
import type { ServiceParts } from '#main/service.ts'

/** Bad: a sender is answered when its request is queued, not when it is on disk. */
export const replyBeforeCommit: ServiceParts = {
  openDatabase,
  createWriter(db, log) {
    const writer = createWriter(db, log)
    return {
      ...writer,
      hot(lane, write) {
        if (lane === 'route') return writer.hot(lane, write)
        writer.hot(lane, { run: write.run, settle: () => undefined })
        write.settle(null)
      },
    }
  },
}
