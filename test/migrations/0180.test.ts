import SqliteDatabase from 'better-sqlite3'
import { expect, test } from 'vitest'
import { migrate } from '#main/core/database/migrate.ts'
import { migrations } from '#main/core/database/migrations/migrations.ts'

const upTo = (last: number) => migrations.filter(({ number }) => number <= last)

test('requests of before have come when they were received', () => {
  const db = new SqliteDatabase(':memory:')
  migrate(db, upTo(170), 0)
  db.exec(`insert into request (
    seq, id, workspaceId, sourceId, receivedAt, method, target, pathStart, httpVersion, headers, bodyBytes, state,
    verificationState, routed
  ) values (1, 'req_1', 'ws', 'src', 5, 'POST', '/', 0, '1.1', '[]', 0, 'imported', 'skipped', 1)`)
  migrate(db, upTo(180), 0)
  expect(db.prepare('select receivedAt, firstCameAt from request').get()).toEqual({ receivedAt: 5, firstCameAt: null })
})
