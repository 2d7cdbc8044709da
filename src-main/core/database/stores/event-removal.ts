import type { Database } from 'better-sqlite3'

/** Removes events and deliveries that belong to no request, for good. Runs inside a turn of the writer; answers how many went. */
export type EventRemoval = {
  /** Deliveries that ended before a time; dead letters only those that ended before `deadSince`. */
  removeDeliveries: (endedBefore: number, deadSince: number, limit: number) => number
  /** Events that were published before a time and of which no delivery is left. */
  removeEvents: (createdBefore: number, limit: number) => number
  /** Runs that ended before a time, with their actions. */
  removeRuns: (endedBefore: number, limit: number) => number
  dropMinutes: (before: number) => void
}

// Without its replay a dead letter would seem to wait for somebody again.
const endedDeliveries = `
  select id from delivery
  where endedAt < ? and requestId is null and webhookId is not null and (state <> 'dead_letter' or endedAt < ?)
    and not exists (
      select 1 from delivery as original where original.id = delivery.replayOf and original.state = 'dead_letter')
  order by endedAt limit ?`

const oldEvents = `
  select id from event
  where createdAt < ? and not exists (select 1 from delivery where eventId = event.id)
  order by createdAt limit ?`

const endedRuns = 'select id from run where endedAt < ? order by endedAt limit ?'

export function prepareEventRemoval(db: Database): EventRemoval {
  const ended = db.prepare<[number, number, number], string>(endedDeliveries).pluck()
  const old = db.prepare<[number, number], string>(oldEvents).pluck()
  const ofDelivery = [
    'delete from attempt where deliveryId = ?',
    'delete from rendering where deliveryId = ?',
    'delete from delivery where id = ?',
  ].map((sql) => db.prepare<[string]>(sql))
  const event = db.prepare<[string]>('delete from event where id = ?')
  const runs = db.prepare<[number, number], string>(endedRuns).pluck()
  const ofRun = ['delete from "action" where runId = ?', 'delete from run where id = ?'].map((sql) =>
    db.prepare<[string]>(sql),
  )
  const minutes = db.prepare<[number]>('delete from webhookMinute where minute < ?')
  return {
    removeDeliveries(endedBefore, deadSince, limit) {
      const ids = ended.all(endedBefore, deadSince, limit)
      for (const id of ids) for (const removal of ofDelivery) removal.run(id)
      return ids.length
    },
    removeEvents(createdBefore, limit) {
      const ids = old.all(createdBefore, limit)
      for (const id of ids) event.run(id)
      return ids.length
    },
    removeRuns(endedBefore, limit) {
      const ids = runs.all(endedBefore, limit)
      for (const id of ids) for (const removal of ofRun) removal.run(id)
      return ids.length
    },
    dropMinutes: (before) => void minutes.run(before),
  }
}
