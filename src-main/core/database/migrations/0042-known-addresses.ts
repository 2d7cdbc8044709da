import type { Migration } from './migration.ts'

/** Which public address senders were told of last, so that another one raises an alarm; and its name, to be asked for again. */
export const knownAddresses: Migration = {
  number: 42,
  name: 'known addresses',
  compatible: true,
  up: (db) => {
    db.exec(`
      alter table publicAddress add column name text;
      alter table publicAddress add column acknowledgedAt integer;
      update publicAddress set acknowledgedAt = startedAt;
    `)
  },
}
