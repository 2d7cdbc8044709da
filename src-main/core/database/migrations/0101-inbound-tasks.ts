import type { Migration } from './migration.ts'

/** Whether outside services may make tasks, with the secret they sign with and the signatures that were used. */
export const inboundTasks: Migration = {
  number: 101,
  name: 'inbound tasks',
  compatible: true,
  up: (db) => {
    db.exec(`
      create table inbound (
        workspaceId text primary key,
        settings text not null,
        hint text,
        sealed blob,
        previousSealed blob,
        previousEndsAt integer,
        acceptedCount integer not null default 0,
        lastAcceptedAt integer
      ) strict;

      create table inboundSignature (
        digest blob primary key,
        workspaceId text not null,
        usedAt integer not null
      ) strict, without rowid;
      create index inboundSignature_used on inboundSignature (usedAt);
    `)
  },
}
