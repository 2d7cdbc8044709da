import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import SqliteDatabase from 'better-sqlite3'
import type { Database } from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { migrate } from '#main/core/database/migrate.ts'
import { firstLight } from '#main/core/database/migrations/0010-first-light.ts'
import { migrations } from '#main/core/database/migrations/migrations.ts'
import type { Migration } from '#main/core/database/migrations/migration.ts'
import { openDatabase } from '#main/core/database/open-database.ts'
import { chosenSeed, seededRandom } from '#test/reliability/seeded-random.ts'
import { temporaryFolder } from '#test/support/temporary-folder.ts'

type Content = Record<string, unknown>

/** Every table as it was declared, with all its rows. */
function contentOf(db: Database): Content {
  const tables = db
    .prepare<[], { name: string; sql: string }>("select name, sql from sqlite_schema where name not like 'sqlite_%'")
    .all()
  const rows = (name: string): unknown[] => db.prepare(`select * from "${name}"`).all()
  return Object.fromEntries(
    tables.map(({ name, sql }) => [name, { sql, rows: /^create (virtual )?table/i.test(sql) ? rows(name) : [] }]),
  )
}

const before = (): Database => {
  const db = new SqliteDatabase(':memory:')
  migrate(db, [], 0)
  return db
}
const after = (): Database => {
  const db = before()
  migrate(db, [firstLight], 0)
  return db
}

function statementsOf({ up }: Migration): string[] {
  let text = ''
  up({ exec: (sql: string) => (text += `${sql};`) } as unknown as Database)
  return text.split(';').filter((statement) => statement.trim() !== '')
}

describe('the first schema', () => {
  test('comes whole: all tables, one workspace, the step written down', () => {
    const content = contentOf(after())
    expect(Object.keys(content)).toEqual(
      expect.arrayContaining(
        [
          'workspace',
          'source',
          'address',
          'secret',
          'request',
          'body',
          'delivery',
          'attempt',
          'arrival',
          'counter',
        ].concat(['watermark', 'view', 'session', 'setting', 'requestText', 'migration']),
      ),
    )
    expect(content).toMatchObject({
      workspace: { rows: [{ id: 'ws_00000000000000000000000000' }] },
      migration: { rows: [{ number: 10, name: 'first light', compatible: 0 }] },
      request: { rows: [] },
    })
  })

  test('a second run changes nothing', () => {
    const db = after()
    const content = contentOf(db)
    migrate(db, [firstLight], 1)
    expect(contentOf(db)).toEqual(content)
  })

  test('each table belongs to a workspace, but for those that belong to the database', () => {
    const db = after()
    const tables = db
      .prepare<[], string>("select name from sqlite_schema where type = 'table' and name not glob 'request[TW]*'")
      .pluck()
      .all()
    const without = tables.filter(
      (table) => !(db.pragma(`table_info(${table})`) as { name: string }[]).some(({ name }) => name === 'workspaceId'),
    )
    expect(without.toSorted()).toEqual(['migration', 'watermark', 'workspace'])
  })
})

describe('a step that ends half-way leaves the schema as it was', () => {
  const statements = statementsOf(firstLight)

  test('whichever statement it ends at', () => {
    expect(statements.length).toBeGreaterThan(20)
    for (const number of statements.keys()) {
      const db = before()
      const content = contentOf(db)
      const up = (given: Database): never => {
        for (const statement of statements.slice(0, number + 1)) given.exec(statement)
        throw new Error('the power goes')
      }
      expect(() => migrate(db, [{ ...firstLight, up }], 0)).toThrow('the power goes')
      expect(contentOf(db)).toEqual(content)
    }
  })

  test('a kill during the first start leaves nothing or all, and the next start makes it whole', async () => {
    const random = seededRandom(chosenSeed())
    const whole = contentOf(wholeSchema())
    for (let number = 0; number < 12; number += 1) {
      using folder = temporaryFolder()
      const file = join(folder.path, 'creel.db')
      await killFirstStart(file, random.between(0, 60))
      const db = openDatabase(file, 0)
      const { migration, watermark, ...tables } = contentOf(db)
      const { migration: _, watermark: __, ...wholeTables } = whole
      expect(tables).toEqual(wholeTables)
      expect(migration).toMatchObject({ rows: migrations.map(({ number }) => ({ number })) })
      expect(watermark).toMatchObject({ rows: expect.arrayContaining([{ name: 'requestText', seq: 0 }]) })
      expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
      db.close()
    }
  }, 60_000)

  const wholeSchema = (): Database => {
    const db = new SqliteDatabase(':memory:')
    migrate(db, migrations, 0)
    return db
  }

  async function killFirstStart(file: string, afterMs: number): Promise<void> {
    const program = fileURLToPath(import.meta.resolve('#test/migrations/first-start.ts'))
    const child = spawn(process.execPath, [program, file], { stdio: ['ignore', 'pipe', 'inherit'] })
    await once(createInterface(child.stdout), 'line')
    await pause(afterMs)
    const closed = child.exitCode === null ? once(child, 'close') : null
    child.kill('SIGKILL')
    await closed
  }
})

describe('queries use their indexes', () => {
  test.each([
    ['request_source', 'select * from request where sourceId = ? order by seq desc limit 50'],
    ['request_unrouted', 'select * from request where routed = 0 and seq > ? order by seq limit 200'],
    [
      'request_event',
      'select id from request where sourceId = ? and providerEventId = ? and seq < ? order by seq limit 1',
    ],
    ['request_deleted', 'select seq from request where deletedAt < ?'],
    ['delivery_state', "select * from delivery where state = 'queued' and dueAt <= ?"],
    ['delivery_request', 'select * from delivery where requestId = ?'],
    ['attempt_delivery', 'select * from attempt where deliveryId = ? order by number'],
    ['arrival_bucket', 'select * from arrival where bucket >= ?'],
  ])('%s', (index, sql) => {
    const db = after()
    const plan = db
      .prepare<unknown[], { detail: string }>(`explain query plan ${sql}`)
      .all(Array.from(sql.matchAll(/\?/g), () => 0))
    expect(plan.map(({ detail }) => detail).join('; ')).toMatch(new RegExp(`USING (COVERING )?INDEX ${index} `))
    expect(plan.map(({ detail }) => detail).join('; ')).not.toMatch(/SCAN|TEMP B-TREE/)
  })
})
