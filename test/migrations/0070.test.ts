import SqliteDatabase from 'better-sqlite3'
import { expect, test } from 'vitest'
import { migrate } from '#main/core/database/migrate.ts'
import { migrations } from '#main/core/database/migrations/migrations.ts'

const upTo = (last: number) => migrations.filter(({ number }) => number <= last)

const indexesOf = (db: SqliteDatabase.Database): string[] =>
  db
    .prepare<[], string>("select name from sqlite_schema where type = 'index' and name like 'delivery\\_%' escape '\\'")
    .pluck()
    .all()

test('three indexes go, and what they were for is read off others', () => {
  const db = new SqliteDatabase(':memory:')
  migrate(db, upTo(66), 0)
  const before = indexesOf(db)
  migrate(db, upTo(70), 0)
  const after = new Set(indexesOf(db))
  expect(before.filter((name) => !after.has(name)).toSorted((one, other) => one.localeCompare(other))).toEqual([
    'delivery_due',
    'delivery_owed',
    'delivery_state',
  ])
  const plan = db
    .prepare<[], { detail: string }>("explain query plan select id from delivery where state = 'sending'")
    .all()
    .map(({ detail }) => detail)
  expect(plan.join('; ')).toContain('delivery_listed')
})
