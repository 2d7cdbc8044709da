import type { Migration } from './migration.ts'

/** Deliveries of forwarded requests are sent in the order of arrival: `lane` says beside which others, `requestSeq` where. */
export const deliveryLanes: Migration = {
  number: 30,
  name: 'delivery lanes',
  compatible: true,
  up: (db) => {
    db.exec(`
      alter table delivery add column lane text;
      alter table delivery add column requestSeq integer;
      create index delivery_lane on delivery (lane, requestSeq)
        where lane is not null and state in ('queued', 'sending', 'retrying');
    `)
  },
}
