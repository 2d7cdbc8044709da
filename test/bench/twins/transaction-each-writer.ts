import type { Database } from 'better-sqlite3'
import type { HotWrite } from '#main/core/database/turn.ts'
import type { Lane, Writer } from '#main/core/database/writer.ts'
import { createWriter } from '#main/core/database/writer.ts'
import type { Log } from '#main/core/ports.ts'

/**
 * The writer as one would write it first: a durable transaction for each request, answered at once. All else is the
 * product's own, so that the difference is what the group commit is worth.
 */
export function createTransactionEachWriter(db: Database, log: Log): Writer {
  const group = createWriter(db, log)
  const lanes: Record<Lane, HotWrite[]> = { route: [], receive: [], tally: [] }
  const begin = db.prepare('begin immediate')
  const commit = db.prepare('commit')
  let isScheduled = false

  const runAll = (): void => {
    isScheduled = false
    const writes = [...lanes.route.splice(0), ...lanes.receive.splice(0), ...lanes.tally.splice(0)]
    for (const write of writes) {
      begin.run()
      write.run()
      commit.run()
      write.settle(null)
    }
  }

  return {
    ...group,
    hot(lane, write) {
      lanes[lane].push(write)
      if (isScheduled) return
      isScheduled = true
      setImmediate(runAll)
    },
    waiting: (lane) => lanes[lane].length,
  }
}
