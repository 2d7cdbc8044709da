import type { Migration } from './migration.ts'

/** Remembers which signing secrets somebody has seen: those that Creel rotates by itself can be looked at once. */
export const secretsShownOnce: Migration = {
  number: 66,
  name: 'secrets shown once',
  compatible: true,
  up: (db) => {
    db.exec(`
      alter table webhookSecret add column shownAt integer;
      update webhookSecret set shownAt = createdAt;
    `)
  },
}
