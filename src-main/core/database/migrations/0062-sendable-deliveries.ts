import type { Migration } from './migration.ts'

/** What a webhook may be sent, by priority and time: claims and the next due time are read off it. */
export const sendableDeliveries: Migration = {
  number: 62,
  name: 'sendable deliveries',
  compatible: true,
  up: (db) => {
    db.exec(`
      create index delivery_sendable on delivery (webhookId, priority, dueAt, id)
        where webhookId is not null and state in ('queued', 'retrying');
      create index delivery_replayOf on delivery (replayOf) where replayOf is not null;
    `)
  },
}
