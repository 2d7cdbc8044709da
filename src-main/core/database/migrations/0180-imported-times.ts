import type { Migration } from './migration.ts'

/** When an imported request first came, for whose time its signature is checked again. An older Creel takes the import for it. */
export const importedTimes: Migration = {
  number: 180,
  name: 'imported times',
  compatible: true,
  up: (db) => {
    db.exec('alter table request add column firstCameAt integer')
  },
}
