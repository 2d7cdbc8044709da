import SqliteDatabase from 'better-sqlite3'
import { expect, test } from 'vitest'
import { migrate } from '#main/core/database/migrate.ts'
import { replayedDeadLetters } from '#main/core/database/migrations/0202-replayed-dead-letters.ts'
import { migrations } from '#main/core/database/migrations/migrations.ts'

test('dead letters that were replayed are counted no more, those whose replay was cancelled and tests as before', () => {
  const db = new SqliteDatabase(':memory:')
  migrate(
    db,
    migrations.filter(({ number }) => number < replayedDeadLetters.number),
    0,
  )
  const insert = db.prepare(
    `insert into delivery (id, workspaceId, kind, state, webhookId, targetUrl, createdAt, updatedAt, replayOf, isTest)
     values (?, 'ws', 'event', ?, ?, 'http://127.0.0.1:1/', 0, 0, ?, ?)`,
  )
  insert.run('del_1', 'dead_letter', 'wh_1', null, 0)
  insert.run('del_2', 'delivered', 'wh_1', 'del_1', 0)
  insert.run('del_3', 'dead_letter', 'wh_1', null, 0)
  insert.run('del_4', 'cancelled', 'wh_1', 'del_3', 0)
  insert.run('del_5', 'dead_letter', 'wh_1', null, 1)
  insert.run('del_6', 'queued', 'wh_1', 'del_5', 1)
  insert.run('del_7', 'dead_letter', 'wh_2', null, 0)
  db.exec(
    `insert into webhookState (webhookId, workspaceId, deadLetterCount) values ('wh_1', 'ws', 2), ('wh_2', 'ws', 1)`,
  )
  migrate(db, [replayedDeadLetters], 0)
  expect(db.prepare('select webhookId, deadLetterCount from webhookState').all()).toEqual([
    { webhookId: 'wh_1', deadLetterCount: 1 },
    { webhookId: 'wh_2', deadLetterCount: 1 },
  ])
})
