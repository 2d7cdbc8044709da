import SqliteDatabase from 'better-sqlite3'
import { expect, test } from 'vitest'
import { migrate } from '#main/core/database/migrate.ts'
import { toolServers } from '#main/core/database/migrations/0190-tool-servers.ts'
import { migrations } from '#main/core/database/migrations/migrations.ts'

test('tool servers have a table of their own, which triggers that were there before know nothing of', () => {
  const db = new SqliteDatabase(':memory:')
  migrate(
    db,
    migrations.filter(({ number }) => number < toolServers.number),
    0,
  )
  db.exec(`insert into "trigger" values ('trg_1', 'ws', '{}', 1, 1, 5, 5, null)`)
  migrate(db, [toolServers], 0)
  const add = db.prepare(`insert into toolServer values ('tsv_1', 'ws', '{}', null, 5, 5, null)`)
  add.run()
  expect(() => add.run()).toThrow(/UNIQUE|PRIMARY/)
  expect(db.prepare('select id, enabled from "trigger"').all()).toEqual([{ id: 'trg_1', enabled: 1 }])
})
