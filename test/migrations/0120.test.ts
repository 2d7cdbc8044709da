import SqliteDatabase from 'better-sqlite3'
import { expect, test } from 'vitest'
import { migrate } from '#main/core/database/migrate.ts'
import { triggersAndRuns } from '#main/core/database/migrations/0120-triggers.ts'
import { migrations } from '#main/core/database/migrations/migrations.ts'

const insertDelivery = `
  insert into delivery (id, workspaceId, kind, state, eventId, webhookId, targetUrl, createdAt, updatedAt, actionId)
  values (?, 'ws', 'event', 'queued', 'evt_1', 'wh_1', 'http://x', 1, 1, ?)`

test('deliveries of before stay unique by event and webhook; each action may make one more owed, once', () => {
  const db = new SqliteDatabase(':memory:')
  const earlier = migrations.filter(({ number }) => number < triggersAndRuns.number)
  migrate(db, earlier, 0)
  db.prepare(
    `insert into delivery (id, workspaceId, kind, state, eventId, webhookId, targetUrl, createdAt, updatedAt)
     values ('del_1', 'ws', 'event', 'queued', 'evt_1', 'wh_1', 'http://x', 1, 1)`,
  ).run()
  migrate(db, [triggersAndRuns], 0)
  const insert = db.prepare(insertDelivery)
  expect(() => insert.run('del_2', null)).toThrow('UNIQUE')
  insert.run('del_3', 'act_1')
  insert.run('del_4', 'act_2')
  expect(() => insert.run('del_5', 'act_1')).toThrow('UNIQUE')
  expect(db.prepare('select id, actionId from delivery order by id').all()).toEqual([
    { id: 'del_1', actionId: null },
    { id: 'del_3', actionId: 'act_1' },
    { id: 'del_4', actionId: 'act_2' },
  ])
  const run = db.prepare(
    `insert into run values (?, 'ws', 'trg_1', 1, 'evt_1', 'a.b', null, 'planned', null, null, '{}', 1, null)`,
  )
  run.run('run_1')
  expect(() => run.run('run_2')).toThrow('UNIQUE')
})
