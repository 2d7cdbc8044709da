import type { Migration } from './migration.ts'

/**
 * Servers whose tools triggers may call. An older Creel cannot read a trigger that does: it may not use the database any
 * more.
 */
export const toolServers: Migration = {
  number: 190,
  name: 'tool servers',
  compatible: false,
  up: (db) => {
    db.exec(`
      create table toolServer (
        id text primary key,
        workspaceId text not null,
        settings text not null,
        secrets blob,
        createdAt integer not null,
        updatedAt integer not null,
        deletedAt integer
      ) strict;
      create index toolServer_workspace on toolServer (workspaceId, id);
    `)
  },
}
