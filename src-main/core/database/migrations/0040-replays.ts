import type { Migration } from './migration.ts'

/** Keeps the bodies that were edited before they were sent, and the replays of many requests. */
export const replays: Migration = {
  number: 40,
  name: 'replays',
  compatible: true,
  up: (db) => {
    db.exec(`
      create table replayBody (
        deliveryId text primary key,
        workspaceId text not null,
        bytes blob not null
      ) strict;
      create table replay (
        id text primary key,
        workspaceId text not null,
        state text not null,
        targetUrl text,
        pace real not null,
        total integer not null,
        delivered integer not null default 0,
        failed integer not null default 0,
        skipped integer not null default 0,
        problems text not null default '[]',
        createdAt integer not null,
        endedAt integer
      ) strict;
    `)
  },
}
