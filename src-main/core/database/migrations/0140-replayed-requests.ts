import type { Migration } from './migration.ts'

/** Lets a request whose signed text came before be found: what was signed, as a hash, where a source looks for it. */
export const replayedRequests: Migration = {
  number: 140,
  name: 'replayed requests',
  compatible: true,
  up: (db) => {
    db.exec(`
      alter table request add column signedHash blob;
      create index request_signed on request (sourceId, signedHash) where signedHash is not null;
    `)
  },
}
