import SqliteDatabase from 'better-sqlite3'
import { expect, test } from 'vitest'
import { migrate } from '#main/core/database/migrate.ts'
import { migrations } from '#main/core/database/migrations/migrations.ts'

const upTo = (number: number) => migrations.filter((migration) => migration.number <= number)

test('checks get a table of their own, scenarios stay, and an older Creel may go on', () => {
  const db = new SqliteDatabase(':memory:')
  migrate(db, [...upTo(90)], 0)
  db.exec("insert into scenario values ('ws_1', 'nightly', '{}', 1, 1)")
  migrate(db, [...upTo(92)], 0)
  expect(db.prepare('select name from scenario').all()).toEqual([{ name: 'nightly' }])
  expect(db.prepare('select compatible from migration where number = 92').get()).toEqual({ compatible: 1 })
  db.exec(
    "insert into conformanceCheck (id, workspaceId, state, settings, cases, createdAt) values ('chk_1', 'ws_1', 'running', '{}', '[]', 1)",
  )
  expect(db.prepare('select endedAt from conformanceCheck').get()).toEqual({ endedAt: null })
})
