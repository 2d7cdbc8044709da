import { openDatabase } from '#main/core/database/open-database.ts'
import { createWriter } from '#main/core/database/writer.ts'
import type { ServiceParts } from '#main/service.ts'

/** Bad: a sender is answered as usual although the commit has failed. */
export const replyDespiteError: ServiceParts = {
  openDatabase,
  createWriter(db, log) {
    const writer = createWriter(db, log)
    return {
      ...writer,
      hot: (lane, write) =>
        writer.hot(lane, lane === 'receive' ? { run: write.run, settle: () => write.settle(null) } : write),
    }
  },
}
