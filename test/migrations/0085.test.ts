import SqliteDatabase from 'better-sqlite3'
import { expect, test } from 'vitest'
import { migrate } from '#main/core/database/migrate.ts'
import { removedSecrets } from '#main/core/database/migrations/0085-removed-secrets.ts'
import { migrations } from '#main/core/database/migrations/migrations.ts'

test('the secrets of before stay in use, and none counts as removed', () => {
  const db = new SqliteDatabase(':memory:')
  const earlier = migrations.filter(({ number }) => number < removedSecrets.number)
  migrate(db, earlier, 0)
  db.pragma('foreign_keys = off')
  db.prepare(
    `insert into secret (id, workspaceId, sourceId, name, hint, sealed, createdAt) values ('sec_1', 'ws', 'src_1', '', '…', x'00', 5)`,
  ).run()
  migrate(db, [removedSecrets], 0)
  expect(db.prepare('select id from secret').all()).toEqual([{ id: 'sec_1' }])
  expect(db.prepare('select * from removedSecret').all()).toEqual([])
})
