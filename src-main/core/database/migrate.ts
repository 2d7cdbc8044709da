import type { Database } from 'better-sqlite3'
import { AppError } from '#shared/contract/problem.ts'
import type { Migration } from './migrations/migration.ts'

type Applied = { number: number; name: string; compatible: number }

/** Brings the schema up to date, each step in a transaction of its own. */
export function migrate(db: Database, migrations: readonly Migration[], now: number): void {
  db.exec(
    'create table if not exists migration (number integer primary key, name text not null, compatible integer not null, appliedAt integer not null) strict',
  )
  const done = new Set(listApplied(db).map(({ number }) => number))
  for (const migration of migrations) {
    if (!done.has(migration.number)) apply(db, migration, now)
  }
}

const listApplied = (db: Database): Applied[] =>
  db.prepare<[], Applied>('select number, name, compatible from migration').all()

/** Throws where a newer Creel has changed the database in a way that this one does not know. */
export function refuseNewer(db: Database, migrations: readonly Migration[]): void {
  const known = new Set(migrations.map(({ number }) => number))
  const unknown = listApplied(db).filter(({ number, compatible }) => !known.has(number) && compatible === 0)
  if (unknown.length === 0) return
  throw new AppError(
    'database-newer',
    `This database was changed by a newer Creel (step ${unknown.map(({ number, name }) => `${number} “${name}”`).join(', ')}), ` +
      'which this version cannot read. Nothing was changed. Install the newer Creel, or name another data folder with --home.',
  )
}

function apply(db: Database, migration: Migration, now: number): void {
  db.transaction(() => {
    migration.up(db)
    db.prepare('insert into migration values (?, ?, ?, ?)').run(
      migration.number,
      migration.name,
      migration.compatible ? 1 : 0,
      now,
    )
  }).immediate()
}
