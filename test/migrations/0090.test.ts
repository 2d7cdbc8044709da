import SqliteDatabase from 'better-sqlite3'
import { expect, test } from 'vitest'
import { migrate } from '#main/core/database/migrate.ts'
import { migrations } from '#main/core/database/migrations/migrations.ts'

const upTo = (number: number) => migrations.filter((migration) => migration.number <= number)

test('simulations and scenarios get tables of their own, and an older Creel may go on', () => {
  const db = new SqliteDatabase(':memory:')
  migrate(db, [...upTo(66)], 0)
  db.exec("insert into setting values ('ws_1', 'a', 'b')")
  migrate(db, [...upTo(90)], 0)
  expect(db.prepare('select * from setting').all()).toEqual([{ workspaceId: 'ws_1', name: 'a', value: 'b' }])
  expect(db.prepare('select compatible from migration where number = 90').get()).toEqual({ compatible: 1 })
  db.exec(
    "insert into simulation (id, workspaceId, state, recipe, total, createdAt) values ('sim_1', 'ws_1', 'running', '{}', 3, 1)",
  )
  expect(db.prepare('select sent, unexpected, endedAt from simulation').get()).toEqual({
    sent: 0,
    unexpected: 0,
    endedAt: null,
  })
  const save = "insert into scenario values ('ws_1', 'nightly', '{}', 1, 1)"
  db.exec(save)
  expect(() => db.exec(save)).toThrow(/UNIQUE/)
})
