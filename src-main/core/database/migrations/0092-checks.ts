import type { Migration } from './migration.ts'

/** Keeps the reports of conformance runs. */
export const checks: Migration = {
  number: 92,
  name: 'checks',
  compatible: true,
  up: (db) => {
    db.exec(`
      create table conformanceCheck (
        id text primary key,
        workspaceId text not null,
        state text not null,
        settings text not null,
        cases text not null,
        createdAt integer not null,
        endedAt integer
      ) strict;
    `)
  },
}
