import type { Migration } from './migration.ts'

/** Keeps how far the scripts of sources have come. */
export const scripts: Migration = {
  number: 130,
  name: 'scripts',
  compatible: true,
  up: (db) => {
    db.exec(`
      create table scriptRun (
        sourceId text primary key,
        workspaceId text not null,
        startedAt integer not null,
        taken integer not null default 0
      ) strict, without rowid;
    `)
  },
}
