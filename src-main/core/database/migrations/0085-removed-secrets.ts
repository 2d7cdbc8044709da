import type { Migration } from './migration.ts'

/** Keeps a secret that is removed from a source for a while, so that a sender that still uses it can be recognised. */
export const removedSecrets: Migration = {
  number: 85,
  name: 'removed secrets',
  compatible: true,
  up: (db) => {
    db.exec(`
      create table removedSecret (
        id text primary key,
        workspaceId text not null,
        sourceId text not null,
        name text not null,
        hint text not null,
        sealed blob not null,
        createdAt integer not null,
        removedAt integer not null
      ) strict;
      create index removedSecret_source on removedSecret (sourceId, removedAt);
    `)
  },
}
