import SqliteDatabase from 'better-sqlite3'
import { expect, test } from 'vitest'
import { migrate } from '#main/core/database/migrate.ts'
import { migrations } from '#main/core/database/migrations/migrations.ts'

test.each([
  ['delivery_listed', 'select * from delivery where workspaceId = ? and state = ? order by id desc limit 100'],
  [
    'request_unanswered',
    "update request set reason = ? where status is null and state = 'accepted' and reason is null",
  ],
])('%s is used', (index, sql) => {
  const db = new SqliteDatabase(':memory:')
  migrate(
    db,
    migrations.filter(({ number }) => number <= 50),
    0,
  )
  const plan = db
    .prepare<unknown[], { detail: string }>(`explain query plan ${sql}`)
    .all(Array.from(sql.matchAll(/\?/g), () => ''))
    .map(({ detail }) => detail)
    .join('; ')
  expect(plan).toContain(index)
  expect(plan).not.toContain('TEMP B-TREE')
})
