import type { Migration } from './migration.ts'

/**
 * How long requests took, a row for all that one commit kept and routed; others have it in `timing`. An older Creel shows
 * no times of what was routed at once.
 */
export const commitTimings: Migration = {
  number: 170,
  name: 'commit timings',
  compatible: true,
  up: (db) => {
    db.exec('create table commitTiming (lastSeq integer primary key, timings text not null) strict')
  },
}
