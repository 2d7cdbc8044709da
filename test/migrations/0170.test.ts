import SqliteDatabase from 'better-sqlite3'
import { expect, test } from 'vitest'
import { migrate } from '#main/core/database/migrate.ts'
import { migrations } from '#main/core/database/migrations/migrations.ts'

const upTo = (last: number) => migrations.filter(({ number }) => number <= last)

test('the times of requests have a table of their own, and those of before stay where they were', () => {
  const db = new SqliteDatabase(':memory:')
  migrate(db, upTo(120), 0)
  db.exec(`insert into request (
    seq, id, workspaceId, sourceId, receivedAt, method, target, pathStart, httpVersion, headers, bodyBytes, state,
    verificationState, routed, timing
  ) values (1, 'req_1', 'ws', 'src', 0, 'POST', '/', 0, '1.1', '[]', 0, 'accepted', 'skipped', 1, '{"totalMs":3}')`)
  migrate(db, upTo(170), 0)
  expect(db.prepare('select timing from request').pluck().get()).toBe('{"totalMs":3}')
  expect(db.prepare('select count(*) from commitTiming').pluck().get()).toBe(0)
  expect(() => db.exec("insert into commitTiming values ('one', '[]')")).toThrow('datatype mismatch')
})
