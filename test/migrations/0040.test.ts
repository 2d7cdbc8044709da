import SqliteDatabase from 'better-sqlite3'
import { expect, test } from 'vitest'
import { migrate } from '#main/core/database/migrate.ts'
import { migrations } from '#main/core/database/migrations/migrations.ts'

const upTo = (number: number) => migrations.filter((migration) => migration.number <= number)

test('deliveries stay as they were, and an older Creel may go on', () => {
  const db = new SqliteDatabase(':memory:')
  migrate(db, [...upTo(30)], 0)
  db.exec(`
    insert into delivery (id, workspaceId, kind, state, requestId, targetUrl, createdAt, updatedAt)
      values ('del_1', 'ws_1', 'replay', 'delivered', 'req_1', 'http://localhost/', 1, 2);
    insert into attempt (id, workspaceId, deliveryId, number, startedAt, request)
      values ('att_1', 'ws_1', 'del_1', 1, 1, '{}')`)
  const content = () => [db.prepare('select * from delivery').all(), db.prepare('select * from attempt').all()]
  const before = content()
  migrate(db, [...upTo(40)], 0)
  expect(content()).toEqual(before)
  expect(db.prepare('select compatible from migration where number = 40').get()).toEqual({ compatible: 1 })
  db.exec("insert into replayBody values ('del_1', 'ws_1', x'00ff')")
  db.exec(
    "insert into replay (id, workspaceId, state, pace, total, createdAt) values ('rpl_1', 'ws_1', 'running', 0.5, 3, 1)",
  )
  expect(db.prepare('select * from replay').get()).toMatchObject({
    pace: 0.5,
    delivered: 0,
    problems: '[]',
    endedAt: null,
  })
})
