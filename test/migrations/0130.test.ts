import SqliteDatabase from 'better-sqlite3'
import { expect, test } from 'vitest'
import { migrate } from '#main/core/database/migrate.ts'
import { scripts } from '#main/core/database/migrations/0130-scripts.ts'
import { migrations } from '#main/core/database/migrations/migrations.ts'

test('the sources of before stay as they are, and none plays a script', () => {
  const db = new SqliteDatabase(':memory:')
  const earlier = migrations.filter(({ number }) => number < scripts.number)
  migrate(db, earlier, 0)
  db.pragma('foreign_keys = off')
  db.prepare(
    `insert into source (id, workspaceId, settings, createdAt, updatedAt) values ('src_1', 'default', '{"name":"a"}', 5, 5)`,
  ).run()
  migrate(db, [scripts], 0)
  expect(db.prepare('select id, settings from source').all()).toEqual([{ id: 'src_1', settings: '{"name":"a"}' }])
  expect(db.prepare('select * from scriptRun').all()).toEqual([])
})
