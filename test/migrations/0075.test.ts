import SqliteDatabase from 'better-sqlite3'
import { expect, test } from 'vitest'
import { migrate } from '#main/core/database/migrate.ts'
import { migrations } from '#main/core/database/migrations/migrations.ts'

test('there are no API keys at first, and no two with the same beginning', () => {
  const db = new SqliteDatabase(':memory:')
  migrate(
    db,
    migrations.filter(({ number }) => number <= 75),
    0,
  )
  expect(db.prepare('select * from apiKey').all()).toEqual([])
  const insert = db.prepare(
    `insert into apiKey (id, workspaceId, name, lookup, hint, salt, tokenHash, role, createdAt)
     values (?, 'ws', 'CI', 'abcdefgh', 'wxyz', x'00', x'00', 'viewer', 5)`,
  )
  insert.run('key_1')
  expect(() => insert.run('key_2')).toThrow(/UNIQUE/)
  expect(db.prepare('select useCount, lastUsedAt from apiKey').all()).toEqual([{ useCount: 0, lastUsedAt: null }])
})
