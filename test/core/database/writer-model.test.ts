import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import SqliteDatabase from 'better-sqlite3'
import type { Database } from 'better-sqlite3'
import fc from 'fast-check'
import type { Tx } from '#main/core/database/handles.ts'
import { openDatabase } from '#main/core/database/open-database.ts'
import { openReadOnly } from '#main/core/database/open-read-only.ts'
import type { Writer } from '#main/core/database/writer.ts'
import { createWriter } from '#main/core/database/writer.ts'
import { silentLog } from '#test/support/log.ts'

let folder: string
let db: Database
let runs = 0

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'creel-model-'))
  db = openDatabase(join(folder, 'creel.db'), 0)
})
afterAll(() => {
  db.close()
  rmSync(folder, { recursive: true })
})

const large = 'x'.repeat(60_000)

type Row = { id: string; note: string }
const row = (id: string, note = '') => ({ id, workspaceId: 'ws', name: id, q: note, createdAt: 0 })
const add = (tx: Tx, { id, note }: Row) => tx.insertInto('view').values(row(id, note)).execute()

/** Bodies of every manner; each is given two rows and must leave both or none. */
const bodies = {
  plain: async (tx: Tx, [first, second]: [Row, Row]) => {
    await add(tx, first)
    await add(tx, second)
  },
  'in parallel': async (tx: Tx, rows: [Row, Row]) => {
    await Promise.all(rows.map((each) => add(tx, each)))
  },
  'throws at once': (): Promise<void> => {
    throw new Error('at once')
  },
  'throws late': async (tx: Tx, [first, second]: [Row, Row]) => {
    await add(tx, first)
    await Promise.resolve()
    await add(tx, second)
    throw new Error('late')
  },
  'breaks a rule of a table': async (tx: Tx, [first]: [Row, Row]) => {
    await add(tx, first)
    await add(tx, first)
  },
  'awaits a foreign thing': async (tx: Tx, [first, second]: [Row, Row]) => {
    await add(tx, first)
    await nextTurn()
    await add(tx, second).catch(() => undefined)
  },
  'never ends': async (tx: Tx, [first]: [Row, Row]) => {
    await add(tx, first)
    await new Promise(() => undefined)
  },
  'swallows what fails': async (tx: Tx, [first, second]: [Row, Row]) => {
    await add(tx, { ...first, note: large }).catch(() => add(tx, first))
    await add(tx, second)
  },
} satisfies Record<string, (tx: Tx, rows: [Row, Row]) => Promise<void>>

const hotWrites = {
  plain: (insert: (row: Row) => void, [first, second]: [Row, Row]) => {
    insert(first)
    insert(second)
  },
  throws: (insert: (row: Row) => void, [first]: [Row, Row]) => {
    insert(first)
    throw new Error('no')
  },
}

const word = <Names extends string>(names: Record<Names, unknown>) =>
  fc.constantFrom(...(Object.keys(names) as Names[]))
const write = fc.record({
  how: fc.oneof(
    fc.record({ lane: fc.constantFrom('route' as const, 'receive' as const), hot: word(hotWrites) }),
    fc.record({ body: word(bodies) }),
  ),
  isLarge: fc.boolean(),
})
type Write = typeof write extends fc.Arbitrary<infer Value> ? Value : never

/** How the disk behaves during a turn. */
const disk = fc.oneof(
  { weight: 3, arbitrary: fc.constant('well' as const) },
  { weight: 2, arbitrary: fc.record({ roomPages: fc.nat(25) }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      'commit fails' as const,
      'commit fails and rolls back' as const,
      'commit and rollback fail' as const,
    ),
  },
)
const turn = fc.record({ writes: fc.array(write, { maxLength: 8 }), disk })
type Turn = typeof turn extends fc.Arbitrary<infer Value> ? Value : never

const diskError = () => new SqliteDatabase.SqliteError('disk I/O error', 'SQLITE_IOERR_FSYNC')

/** The connection with a COMMIT, and a ROLLBACK, that can be made to fail. */
function failingConnection(real: Database): { db: Database; fail: (how: Turn['disk']) => void } {
  let how: Turn['disk'] = 'well'
  const statements: Record<string, () => void> = {
    commit: () => {
      if (how === 'commit fails and rolls back') real.exec('rollback')
      if (typeof how === 'string' && how !== 'well') throw diskError()
      real.exec('commit')
    },
    rollback: () => {
      if (how === 'commit and rollback fail') throw diskError()
      real.exec('rollback')
    },
  }
  return {
    fail: (given) => {
      how = given
    },
    db: new Proxy(real, {
      get(target, name) {
        if (name === 'prepare') {
          return (sql: string) => (statements[sql] ? { run: statements[sql] } : target.prepare(sql))
        }
        const value: unknown = Reflect.get(target, name, target)
        return typeof value === 'function' ? value.bind(target) : value
      },
    }),
  }
}

/** Hands one write to the writer; answers whether it was acknowledged. */
function hand(writer: Writer, { how, isLarge }: Write, id: string): Promise<boolean> {
  const rows: [Row, Row] = [
    { id: `${id}a`, note: isLarge ? large : '' },
    { id: `${id}b`, note: '' },
  ]
  if ('body' in how) {
    return writer
      .write((tx) => bodies[how.body](tx, rows))
      .then(
        () => true,
        () => false,
      )
  }
  const statement = db.prepare("insert into view values (?, 'ws', ?, ?, 0)")
  return new Promise((resolve) => {
    writer.hot(how.lane, {
      run: () => hotWrites[how.hot](({ id: key, note }) => statement.run(key, key, note), rows),
      settle: (error) => resolve(error === null),
    })
  })
}

function onDisk(prefix: string): string[] {
  const other = openReadOnly(join(folder, 'creel.db'))
  const ids = other
    .prepare<[string], string>('select id from view where id glob ? order by id')
    .pluck()
    .all(`${prefix}*`)
  other.close()
  return ids
}

const setDisk = (how: Turn['disk']): void => {
  const pages = db.pragma('page_count', { simple: true }) as number
  db.pragma(`max_page_count = ${typeof how === 'object' ? pages + how.roomPages : 1_000_000}`)
}

test('what was acknowledged is on disk and what failed is not, however bodies and the disk behave', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(turn, { maxLength: 5 }), async (turns) => {
      runs += 1
      db.exec('delete from view')
      const connection = failingConnection(db)
      const writer = createWriter(connection.db, silentLog)
      const expected: string[] = []
      for (const [turnNumber, { writes, disk: how }] of turns.entries()) {
        setDisk(how)
        connection.fail(how)
        const ids = writes.map((_, number) => `${runs}-${turnNumber}-${number}`)
        const outcomes = await Promise.all(writes.map((each, number) => hand(writer, each, ids[number] ?? '')))
        expected.push(...ids.filter((_, number) => outcomes[number]).flatMap((id) => [`${id}a`, `${id}b`]))
      }
      setDisk('well')
      connection.fail('well')
      await writer.write(async () => undefined)
      expect(onDisk(`${runs}-`)).toEqual(expected.toSorted())
      expect(db.inTransaction).toBe(false)
    }),
    { numRuns: 300 },
  )
})
