import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import SqliteDatabase from 'better-sqlite3'
import type { Database } from 'better-sqlite3'
import type { Tx } from '#main/core/database/handles.ts'
import { openDatabase } from '#main/core/database/open-database.ts'
import { openReadOnly } from '#main/core/database/open-read-only.ts'
import { createWriter } from '#main/core/database/writer.ts'
import { silentLog } from '#test/support/log.ts'

let folder: string
let db: Database

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'creel-writer-'))
  db = openDatabase(join(folder, 'creel.db'), 0)
})
afterEach(() => {
  db.close()
  rmSync(folder, { recursive: true })
})

const addView = (id: string) => (tx: Tx) =>
  tx.insertInto('view').values({ id, workspaceId: 'ws', name: id, q: '', createdAt: 0 }).execute()

const viewsOnDisk = () => {
  const other = openReadOnly(join(folder, 'creel.db'))
  const ids = other.prepare<[], string>('select id from view order by id').pluck().all()
  other.close()
  return ids
}

test('commits are fsynced: the connection stays at synchronous=FULL after its first write', () => {
  expect(db.pragma('synchronous', { simple: true })).toBe(2)
  expect(db.pragma('journal_mode', { simple: true })).toBe('wal')
})

test('a body is on disk when its promise resolves', async () => {
  const writer = createWriter(db, silentLog)
  await writer.write(addView('a'))
  expect(viewsOnDisk()).toEqual(['a'])
})

test('bodies of one turn run in order and see each other', async () => {
  const writer = createWriter(db, silentLog)
  const counts = await Promise.all(
    ['a', 'b', 'c'].map((id) =>
      writer.write(async (tx) => {
        await addView(id)(tx)
        return (await tx.selectFrom('view').select('id').execute()).length
      }),
    ),
  )
  expect(counts).toEqual([1, 2, 3])
})

test('a failing body fails alone', async () => {
  const writer = createWriter(db, silentLog)
  const results = await Promise.allSettled([
    writer.write(addView('a')),
    writer.write(async (tx) => {
      await addView('lost')(tx)
      throw new Error('no')
    }),
    writer.write(addView('b')),
  ])
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  expect(viewsOnDisk()).toEqual(['a', 'b'])
})

test('a failing hot write fails alone, the others of its turn are kept', async () => {
  const writer = createWriter(db, silentLog)
  const insert = db.prepare("insert into view values (?, 'ws', ?, '', 0)")
  const outcomes: Record<string, boolean> = {}
  for (const id of ['a', 'b', 'a', 'c']) {
    writer.hot('receive', {
      run: () => insert.run(id, id),
      settle: (error) => {
        outcomes[`${id}${Object.keys(outcomes).length}`] = error === null
      },
    })
  }
  await writer.drain()
  expect(outcomes).toEqual({ a0: true, b1: true, a2: false, c3: true })
  expect(viewsOnDisk()).toEqual(['a', 'b', 'c'])
})

test('a body that awaits anything but its tx fails and leaves nothing behind', async () => {
  const writer = createWriter(db, silentLog)
  const slow = writer.write(async (tx) => {
    await addView('lost')(tx)
    await sleep(1)
    await addView('later')(tx)
  })
  const next = writer.write(addView('kept'))
  await expect(slow).rejects.toThrow('awaited something other than its tx')
  await next
  await sleep(5)
  expect(viewsOnDisk()).toEqual(['kept'])
})

test('a tx is dead when its body has settled', async () => {
  const writer = createWriter(db, silentLog)
  let kept: Tx | undefined
  await writer.write(async (tx) => {
    kept = tx
  })
  await expect(addView('late')(kept as Tx)).rejects.toThrow('has ended')
})

test('write() inside a body is refused', async () => {
  const writer = createWriter(db, silentLog)
  const nested = writer.write(async () => {
    await writer.write(addView('inner'))
  })
  await expect(nested).rejects.toThrow('write() inside a write body')
  expect(viewsOnDisk()).toEqual([])
})

test('hot writes queued to be routed go before those to be received', async () => {
  const writer = createWriter(db, silentLog)
  const order: string[] = []
  writer.hot('receive', { run: () => order.push('receive'), settle: () => undefined })
  writer.hot('route', { run: () => order.push('route'), settle: () => undefined })
  await writer.drain()
  expect(order).toEqual(['route', 'receive'])
})

test('a full disk fails the whole turn and acknowledges nothing, and writing goes on when there is room', async () => {
  const writer = createWriter(db, silentLog)
  await writer.write(addView('before'))
  const pages = db.pragma('page_count', { simple: true }) as number
  db.pragma(`max_page_count = ${pages}`)
  const insert = db.prepare("insert into view values (?, 'ws', ?, ?, 0)")
  const errors: Array<string | null> = []
  for (const id of ['small', 'large']) {
    writer.hot('receive', {
      run: () => insert.run(id, id, 'x'.repeat(id === 'large' ? 200_000 : 1)),
      settle: (error) => errors.push(error && (error as { code?: string }).code ? 'disk-full' : null),
    })
  }
  await writer.drain()
  expect(errors).toEqual(['disk-full', 'disk-full'])
  expect(viewsOnDisk()).toEqual(['before'])
  db.pragma('max_page_count = 1000000')
  await writer.write(addView('after'))
  expect(viewsOnDisk()).toEqual(['after', 'before'])
})

test('a listener that throws when it is settled does not keep the others waiting', async () => {
  const writer = createWriter(db, silentLog)
  let isTold = false
  writer.hot('receive', {
    run: () => undefined,
    settle: () => {
      throw new Error('no')
    },
  })
  writer.hot('receive', {
    run: () => undefined,
    settle: () => {
      isTold = true
    },
  })
  await writer.drain()
  expect(isTold).toBe(true)
})

test.each([
  'commit',
  'rollback',
  'pragma user_version = 3',
  'savepoint x',
  'insert or rollback into view select * from view',
])('a body may not run “%s”', async (text) => {
  const writer = createWriter(db, silentLog)
  const { CompiledQuery } = await import('kysely')
  const run = writer.write((tx) => tx.getExecutor().executeQuery(CompiledQuery.raw(text)))
  await expect(run).rejects.toThrow('may not run')
})

test('drained means that what the settling of a write has led to is settled too', async () => {
  const writer = createWriter(db, silentLog)
  const settled: string[] = []
  writer.hot('receive', {
    run: () => undefined,
    settle: () => {
      settled.push('received')
      queueMicrotask(() => writer.hot('route', { run: () => undefined, settle: () => settled.push('routed') }))
    },
  })
  await writer.drain()
  expect(settled).toEqual(['received', 'routed'])
})

test('a body that catches the full disk writes nothing more, and its turn is not acknowledged', async () => {
  const writer = createWriter(db, silentLog)
  db.pragma(`max_page_count = ${db.pragma('page_count', { simple: true }) as number}`)
  const large = { id: 'large', workspaceId: 'ws', name: 'x'.repeat(200_000), q: '', createdAt: 0 }
  const outcomes = await Promise.allSettled([
    writer.write(addView('before')),
    writer.write(async (tx) => {
      await tx
        .insertInto('view')
        .values(large)
        .execute()
        .catch(() => undefined)
      await addView('after')(tx).catch(() => undefined)
    }),
  ])
  expect(outcomes).toMatchObject([{ reason: { code: 'disk-full' } }, { reason: { code: 'disk-full' } }])
  expect(viewsOnDisk()).toEqual([])
})

test('a damaged search index fails what it is asked for, and nothing that is written beside it', async () => {
  const writer = createWriter(db, silentLog)
  let failure: Error | null = null
  writer.hot('route', {
    run: () => {
      throw new SqliteDatabase.SqliteError('database disk image is malformed', 'SQLITE_CORRUPT_VTAB')
    },
    settle: (error) => {
      failure = error
    },
  })
  await writer.write(addView('beside'))
  expect(failure).toMatchObject({ message: expect.stringContaining('SQLITE_CORRUPT') })
  expect(viewsOnDisk()).toEqual(['beside'])
})
