import type { Migration } from './migration.ts'

/** Keys for programs: of each only a salted hash is kept, and eight letters by which it is found. */
export const apiKeys: Migration = {
  number: 75,
  name: 'API keys',
  compatible: true,
  up: (db) => {
    db.exec(`
      create table apiKey (
        id text primary key,
        workspaceId text not null,
        name text not null,
        lookup text not null unique,
        hint text not null,
        salt blob not null,
        tokenHash blob not null,
        role text not null,
        scopes text,
        createdAt integer not null,
        createdBy text,
        expiresAt integer,
        replacedBy text,
        revokedAt integer,
        lastUsedAt integer,
        lastUse text,
        lastAddress text,
        useCount integer not null default 0
      ) strict;
    `)
  },
}
