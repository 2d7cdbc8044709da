import SqliteDatabase from 'better-sqlite3'
import { expect, test } from 'vitest'
import { migrate } from '#main/core/database/migrate.ts'
import { inboundTasks } from '#main/core/database/migrations/0101-inbound-tasks.ts'
import { migrations } from '#main/core/database/migrations/migrations.ts'

test('inbound settings are one a workspace, and a signature is remembered once', () => {
  const db = new SqliteDatabase(':memory:')
  migrate(
    db,
    migrations.filter(({ number }) => number < inboundTasks.number),
    0,
  )
  migrate(db, [inboundTasks], 0)
  db.exec(`insert into inbound (workspaceId, settings) values ('ws', '{}')`)
  expect(db.prepare('select hint, sealed, acceptedCount from inbound').all()).toEqual([
    { hint: null, sealed: null, acceptedCount: 0 },
  ])
  const use = db.prepare(`insert into inboundSignature values (x'01', 'ws', 5)`)
  use.run()
  expect(() => use.run()).toThrow(/UNIQUE|PRIMARY/)
})
