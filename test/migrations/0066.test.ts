import SqliteDatabase from 'better-sqlite3'
import { expect, test } from 'vitest'
import { migrate } from '#main/core/database/migrate.ts'
import { secretsShownOnce } from '#main/core/database/migrations/0066-secrets-shown-once.ts'
import { migrations } from '#main/core/database/migrations/migrations.ts'

test('secrets of before count as shown: whoever made or gave them has seen them', () => {
  const db = new SqliteDatabase(':memory:')
  const earlier = migrations.filter(({ number }) => number < secretsShownOnce.number)
  migrate(db, earlier, 0)
  db.prepare(
    `insert into webhookSecret (id, workspaceId, webhookId, hint, sealed, createdAt, startsAt) values ('sec_1', 'ws', 'wh_1', '…', x'00', 5, 7)`,
  ).run()
  migrate(db, [secretsShownOnce], 0)
  expect(db.prepare('select id, shownAt from webhookSecret').all()).toEqual([{ id: 'sec_1', shownAt: 5 }])
})
