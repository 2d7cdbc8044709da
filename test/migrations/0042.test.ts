import SqliteDatabase from 'better-sqlite3'
import { expect, test } from 'vitest'
import { migrate } from '#main/core/database/migrate.ts'
import { knownAddresses } from '#main/core/database/migrations/0042-known-addresses.ts'
import { migrations } from '#main/core/database/migrations/migrations.ts'

test('the addresses of before count as known, so that nobody is alarmed by an update', () => {
  const db = new SqliteDatabase(':memory:')
  const earlier = migrations.filter(({ number }) => number < knownAddresses.number)
  migrate(db, earlier, 0)
  db.exec("insert into publicAddress values ('tun_1', 'ws', 'localtunnel', 'https://a.test', 5, 9)")
  migrate(db, [knownAddresses], 0)
  expect(db.prepare('select * from publicAddress').all()).toEqual([
    {
      id: 'tun_1',
      workspaceId: 'ws',
      driver: 'localtunnel',
      url: 'https://a.test',
      startedAt: 5,
      endedAt: 9,
      name: null,
      acknowledgedAt: 5,
    },
  ])
})
