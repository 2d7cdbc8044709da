import type { Migration } from './migration.ts'

/** What became of the last calls of outside services, without what they said. */
export const inboundCalls: Migration = {
  number: 200,
  name: 'inbound calls',
  compatible: true,
  up: (db) => {
    db.exec(`
      create table inboundCall (
        seq integer primary key autoincrement,
        workspaceId text not null,
        at integer not null,
        outcome text not null,
        status integer not null,
        reason text,
        taskId text,
        remoteAddress text,
        count integer not null default 1
      ) strict;
      create index inboundCall_newest on inboundCall (workspaceId, seq);
    `)
  },
}
