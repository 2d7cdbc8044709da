import SqliteDatabase from 'better-sqlite3'
import { expect, test } from 'vitest'
import { migrate } from '#main/core/database/migrate.ts'
import { replayedRequests } from '#main/core/database/migrations/0140-replayed-requests.ts'
import { migrations } from '#main/core/database/migrations/migrations.ts'

test('requests of before are found by no signed text, and new ones by the index', () => {
  const db = new SqliteDatabase(':memory:')
  const earlier = migrations.filter(({ number }) => number < replayedRequests.number)
  migrate(db, earlier, 0)
  db.pragma('foreign_keys = off')
  db.prepare(
    `insert into request (seq, id, workspaceId, sourceId, receivedAt, method, target, pathStart, httpVersion, headers,
       bodyBytes, state, verificationState)
     values (1, 'req_1', 'ws', 'src_1', 5, 'POST', '/', 0, '1.1', '[]', 0, 'accepted', 'verified')`,
  ).run()
  migrate(db, [replayedRequests], 0)
  expect(db.prepare('select id, signedHash from request').all()).toEqual([{ id: 'req_1', signedHash: null }])
  const plan = db
    .prepare("explain query plan select 1 from request where sourceId = 'a' and signedHash = x'00' and receivedAt > 1")
    .all() as { detail: string }[]
  expect(plan[0]?.detail).toContain('request_signed')
})
