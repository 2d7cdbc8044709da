import SqliteDatabase from 'better-sqlite3'
import type { Database } from 'better-sqlite3'
import { expect, test } from 'vitest'
import { migrate } from '#main/core/database/migrate.ts'
import { eventsAndWebhooks } from '#main/core/database/migrations/0060-events-and-webhooks.ts'
import { migrations } from '#main/core/database/migrations/migrations.ts'

/** A database as it was before this step, with a replay in it that was tried twice and a delivery that is owed. */
function before(): Database {
  const db = new SqliteDatabase(':memory:')
  migrate(
    db,
    migrations.filter(({ number }) => number < eventsAndWebhooks.number),
    0,
  )
  const delivery = db.prepare(
    `insert into delivery (id, workspaceId, kind, state, targetUrl, createdAt, updatedAt) values (?, 'ws', ?, ?, 'http://127.0.0.1:1/', 5, 90)`,
  )
  delivery.run('del_1', 'replay', 'dead_letter')
  delivery.run('del_2', 'forward', 'queued')
  const attempt = db.prepare(
    `insert into attempt (id, workspaceId, deliveryId, number, startedAt, request) values (?, 'ws', 'del_1', ?, ?, '{}')`,
  )
  attempt.run('att_1', 1, 10)
  attempt.run('att_2', 2, 20)
  return db
}

const after = (): Database => {
  const db = before()
  migrate(db, [eventsAndWebhooks], 0)
  return db
}

test('deliveries of before keep what they were and count their attempts', () => {
  const rows = after().prepare('select * from delivery order by id').all()
  const unknown = { webhookId: null, eventId: null, eventType: null, replayOf: null, isTest: 0, priority: 0 }
  expect(rows).toMatchObject([
    { ...unknown, id: 'del_1', attemptCount: 2, firstAttemptAt: 10, lastAttemptAt: 20, endedAt: 90 },
    { ...unknown, id: 'del_2', attemptCount: 0, firstAttemptAt: null, lastAttemptAt: null, endedAt: null },
  ])
})

test('an older Creel, which would not send events on, may not use the database any more', () => {
  expect(after().prepare('select compatible from migration where number = 60').pluck().get()).toBe(0)
})

test.each(['event', 'eventType', 'webhook', 'webhookSecret', 'webhookState', 'webhookMinute', 'rendering'])(
  '%s belongs to a workspace',
  (table) => {
    const columns = (after().pragma(`table_info(${table})`) as { name: string }[]).map(({ name }) => name)
    expect(columns).toContain('workspaceId')
  },
)

test('an event is delivered to a webhook once, but for tests and what is sent again', () => {
  const db = after()
  const insert = db.prepare(
    `insert into delivery (id, workspaceId, kind, state, targetUrl, createdAt, updatedAt, eventId, webhookId, isTest, replayOf)
     values (?, 'ws', 'event', 'queued', 'http://127.0.0.1:1/', 0, 0, 'evt_1', 'wh_1', ?, ?)`,
  )
  insert.run('del_3', 0, null)
  insert.run('del_4', 1, null)
  insert.run('del_5', 0, 'del_3')
  expect(() => insert.run('del_6', 0, null)).toThrow('UNIQUE')
})

test.each([
  ['event_type', 'select * from event where workspaceId = ? and type = ? order by id desc limit 50'],
  [
    'event_dedupe',
    'select id from event where workspaceId = ? and type = ? and dedupeKey = ? and createdAt >= ? order by createdAt desc limit 1',
  ],
  ['event_idempotency', 'select * from event where workspaceId = ? and idempotencyKey = ?'],
  ['event_created', 'select id from event where createdAt < ? order by createdAt limit 100'],
  ['delivery_event', 'select * from delivery where eventId = ?'],
  ['delivery_webhook', 'select * from delivery where webhookId = ? order by id desc limit 50'],
  ['delivery_due', 'select id from delivery where webhookId is not null and dueAt <= ? order by dueAt limit 100'],
  [
    'delivery_owed',
    "select id from delivery where webhookId = ? and state in ('queued', 'sending', 'retrying', 'held') order by dueAt limit 100",
  ],
  ['attempt_webhook', 'select * from attempt where webhookId = ? order by id desc limit 50'],
  ['webhookMinute_minute', 'select sum(attempts) from webhookMinute where minute >= ?'],
])('%s is used', (index, sql) => {
  const plan = after()
    .prepare<unknown[], { detail: string }>(`explain query plan ${sql}`)
    .all(Array.from(sql.matchAll(/\?/g), () => 0))
  const steps = plan.map(({ detail }) => detail).join('; ')
  expect(steps).toMatch(new RegExp(`USING (COVERING )?INDEX ${index} `))
  expect(steps).not.toMatch(/SCAN|TEMP B-TREE/)
})
