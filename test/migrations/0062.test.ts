import SqliteDatabase from 'better-sqlite3'
import { expect, test } from 'vitest'
import { migrate } from '#main/core/database/migrate.ts'
import { migrations } from '#main/core/database/migrations/migrations.ts'

const sendable = "webhookId is not null and state in ('queued', 'retrying')"

test.each([
  [
    'delivery_sendable',
    `select * from delivery where ${sendable} and webhookId = ? and priority = ? and dueAt <= ? order by dueAt, id limit 500`,
  ],
  [
    'delivery_sendable',
    `select dueAt from delivery where ${sendable} and webhookId = ? and priority = ? and dueAt > ? order by dueAt limit 1`,
  ],
  [
    'delivery_sendable',
    `select webhookId, priority, min(dueAt) from delivery indexed by delivery_sendable where ${sendable} group by webhookId, priority`,
  ],
  ['delivery_replayOf', 'select 1 from delivery where replayOf = ?'],
])('%s is used', (index, sql) => {
  const db = new SqliteDatabase(':memory:')
  migrate(
    db,
    migrations.filter(({ number }) => number <= 62),
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
