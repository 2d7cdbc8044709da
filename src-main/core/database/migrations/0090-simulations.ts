import type { Migration } from './migration.ts'

/** Keeps what was simulated and what came of it, and the recipes that were given a name. */
export const simulations: Migration = {
  number: 90,
  name: 'simulations',
  compatible: true,
  up: (db) => {
    db.exec(`
      create table simulation (
        id text primary key,
        workspaceId text not null,
        state text not null,
        scenario text,
        recipe text not null,
        total integer not null,
        sent integer not null default 0,
        unexpected integer not null default 0,
        problem text,
        createdAt integer not null,
        endedAt integer
      ) strict;
      create table simulationSend (
        simulationId text not null,
        number integer not null,
        workspaceId text not null,
        event integer not null,
        reason text not null,
        sentAt integer not null,
        status integer,
        error text,
        answer text,
        tookMs real not null,
        isExpected integer not null,
        outcome text not null,
        requestId text,
        eventId text,
        primary key (simulationId, number)
      ) strict, without rowid;
      create table scenario (
        workspaceId text not null,
        name text not null,
        recipe text not null,
        createdAt integer not null,
        updatedAt integer not null,
        primary key (workspaceId, name)
      ) strict, without rowid;
    `)
  },
}
