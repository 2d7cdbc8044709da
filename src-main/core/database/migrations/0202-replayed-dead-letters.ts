import type { Migration } from './migration.ts'

/** Webhooks count no dead letter any more that was replayed; until now they counted it for ever. */
export const replayedDeadLetters: Migration = {
  number: 202,
  name: 'replayed dead letters',
  compatible: true,
  up: (db) => {
    db.exec(`
      with replayed as (
        select webhookId, count(*) as letters from delivery
        where state = 'dead_letter' and isTest = 0 and webhookId is not null and exists (
          select 1 from delivery as replay where replay.replayOf = delivery.id and replay.state <> 'cancelled')
        group by webhookId)
      update webhookState set deadLetterCount = max(0, deadLetterCount - replayed.letters)
      from replayed where replayed.webhookId = webhookState.webhookId;
    `)
  },
}
