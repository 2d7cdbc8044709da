import type { Migration } from './migration.ts'

/**
 * Indexes that no query reads any more: claims go by `delivery_sendable`, states by `delivery_listed`. Each was written
 * anew whenever a delivery changed its state.
 */
export const fewerDeliveryIndexes: Migration = {
  number: 70,
  name: 'fewer delivery indexes',
  compatible: true,
  up: (db) => {
    db.exec('drop index delivery_state; drop index delivery_due; drop index delivery_owed;')
  },
}
