import type { Migration } from './migration.ts'

/** Links to Taskmaster's files, what both sides last agreed on, and where both had changed something. */
export const taskmasterLinks: Migration = {
  number: 150,
  name: 'taskmaster links',
  compatible: true,
  up: (db) => {
    db.exec(`
      create table taskmasterLink (
        id text primary key,
        workspaceId text not null,
        projectId text not null,
        folder text not null,
        createdAt integer not null,
        syncedAt integer,
        unlinkedAt integer
      ) strict;
      create unique index taskmasterLink_folder on taskmasterLink (workspaceId, folder);

      create table taskmasterBase (
        taskId text primary key,
        linkId text not null,
        key text not null,
        file text not null,
        creel text not null,
        pushes text not null,
        removed text
      ) strict, without rowid;
      create index taskmasterBase_link on taskmasterBase (linkId);

      create table taskmasterConflict (
        seq integer primary key,
        linkId text not null,
        taskId text not null,
        at integer not null,
        field text not null,
        taken text not null,
        replaced text not null
      ) strict;
      create index taskmasterConflict_link on taskmasterConflict (linkId, seq);
    `)
  },
}
