import type { Migration } from './migration.ts'

/** Remembers which public addresses the receiver had, so that a change of address can be told. */
export const publicAddresses: Migration = {
  number: 20,
  name: 'public addresses',
  compatible: true,
  up: (db) => {
    db.exec(`
      create table publicAddress (
        id text primary key,
        workspaceId text not null,
        driver text not null,
        url text not null,
        startedAt integer not null,
        endedAt integer
      ) strict;
    `)
  },
}
