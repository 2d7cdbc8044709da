import type { Migration } from './migration.ts'

/** Lists deliveries by state, newest first, and finds senders of a relay that were never answered. */
export const whatIsOwed: Migration = {
  number: 50,
  name: 'what is owed',
  compatible: true,
  up: (db) => {
    db.exec(`
      create index delivery_listed on delivery (state, id);
      create index request_unanswered on request (seq) where status is null and state = 'accepted' and reason is null;
    `)
  },
}
