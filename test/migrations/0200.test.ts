import SqliteDatabase from 'better-sqlite3'
import { expect, test } from 'vitest'
import { migrate } from '#main/core/database/migrate.ts'
import { inboundCalls } from '#main/core/database/migrations/0200-inbound-calls.ts'
import { migrations } from '#main/core/database/migrations/migrations.ts'

test('inbound settings stay as they were, and calls are kept in the order in which they came', () => {
  const db = new SqliteDatabase(':memory:')
  migrate(
    db,
    migrations.filter(({ number }) => number < inboundCalls.number),
    0,
  )
  db.exec(`insert into inbound (workspaceId, settings, acceptedCount) values ('ws', '{}', 7)`)
  migrate(db, [inboundCalls], 0)
  expect(db.prepare('select workspaceId, acceptedCount from inbound').all()).toEqual([
    { workspaceId: 'ws', acceptedCount: 7 },
  ])
  const add = db.prepare(`insert into inboundCall (workspaceId, at, outcome, status) values ('ws', ?, 'refused', 401)`)
  add.run(20)
  add.run(10)
  const newest = `select at, count, reason from inboundCall where workspaceId = 'ws' order by seq desc`
  expect(db.prepare(newest).all()).toEqual([
    { at: 10, count: 1, reason: null },
    { at: 20, count: 1, reason: null },
  ])
  const plan = db.prepare(`explain query plan ${newest}`).all() as { detail: string }[]
  expect(plan.map(({ detail }) => detail).join()).toContain('inboundCall_newest')
})
