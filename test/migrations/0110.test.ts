import SqliteDatabase from 'better-sqlite3'
import { expect, test } from 'vitest'
import { migrate } from '#main/core/database/migrate.ts'
import { templates } from '#main/core/database/migrations/0110-templates.ts'
import { migrations } from '#main/core/database/migrations/migrations.ts'

test('deliveries of before have no template', () => {
  const db = new SqliteDatabase(':memory:')
  migrate(
    db,
    migrations.filter(({ number }) => number < templates.number),
    0,
  )
  db.prepare(
    `insert into delivery (id, workspaceId, kind, state, targetUrl, createdAt, updatedAt)
     values ('del_1', 'ws', 'event', 'queued', 'https://example.com', 5, 5)`,
  ).run()
  migrate(db, [templates], 0)
  expect(db.prepare('select id, state, templateVersionId from delivery').all()).toEqual([
    { id: 'del_1', state: 'queued', templateVersionId: null },
  ])
  expect(db.prepare('select * from template').all()).toEqual([])
  expect(db.prepare('select * from templateVersion').all()).toEqual([])
})
