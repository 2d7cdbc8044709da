import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Retention } from '#shared/model/source.ts'
import { createWriter } from '#main/core/database/writer.ts'
import type { Clock } from '#main/core/ports.ts'
import { createKeeper } from '#main/core/retention/retention.ts'
import type { FilledDatabase, KeptWishes } from '#test/support/filled-database.ts'
import { filledDatabase, filledSourceId } from '#test/support/filled-database.ts'
import { falseClock } from '#test/support/false-clock.ts'
import { silentLog } from '#test/support/log.ts'

const dayMs = 86_400_000
const nowMs = 1_000 * dayMs
const keepsAll: Retention = { maxAgeDays: null, maxRequests: null, maxBytes: null }

let filled: FilledDatabase
let told: string[]

beforeEach(() => {
  filled = filledDatabase()
  told = []
})
afterEach(() => filled[Symbol.dispose]())

/** Pauses at once: what is tried here is what is removed, not how slowly. */
const hastyClock = (): Clock => ({
  ...falseClock(nowMs),
  after(_, callback) {
    setImmediate(callback)
    return () => undefined
  },
})

function keeper(retention: Partial<Retention>, clock = hastyClock(), writer = createWriter(filled.db, silentLog)) {
  const counted = filled.db.prepare<[], { sourceId: string; requests: number; bytes: number }>(
    'select sourceId, requests, bytes from counter',
  )
  return createKeeper({
    writer,
    removal: filled.statements.removal,
    eventRemoval: filled.statements.eventRemoval,
    clock,
    log: silentLog,
    kept: async () => counted.all().map((source) => ({ ...source, retention: { ...keepsAll, ...retention } })),
    keptEventsMs: async () => 7 * dayMs,
    removed: (ids) => void told.push(...ids),
  })
}

const aged = (days: readonly number[], wishes: KeptWishes = {}): KeptWishes[] =>
  days.map((day) => ({ receivedAtMs: nowMs - day * dayMs, ...wishes }))

const seqs = (): number[] => filled.db.prepare<[], number>('select seq from request order by seq').pluck().all()
const run = (sql: string): void => void filled.db.exec(sql)
const deliver = (seq: number, state: string, updatedDaysAgo: number): void =>
  run(`insert into delivery (id, workspaceId, kind, state, requestId, targetUrl, createdAt, updatedAt)
       select 'del' || seq, workspaceId, 'replay', '${state}', id, 'http://a', 0, ${nowMs - updatedDaysAgo * dayMs}
       from request where seq = ${seq}`)

describe('what is past its time goes', () => {
  test('by age', async () => {
    const kept = filled.keep(aged([9, 8, 6, 1]))
    await keeper({ maxAgeDays: 7 }).runOnce()
    expect(seqs()).toEqual([3, 4])
    expect(told).toEqual(kept.slice(0, 2).map(({ id }) => id))
  })

  test('by number, the oldest first', async () => {
    filled.keep(aged([5, 4, 3, 2, 1]))
    await keeper({ maxRequests: 2 }).runOnce()
    expect(seqs()).toEqual([4, 5])
  })

  test('by size, the oldest first', async () => {
    filled.keep(aged([5, 4, 3, 2, 1], { body: new Uint8Array(500_000) }))
    await keeper({ maxBytes: 1_100_000 }).runOnce()
    expect(seqs()).toEqual([4, 5])
  })

  test('more of them than go at once', async () => {
    filled.keep(aged(Array.from({ length: 230 }, () => 9)))
    filled.keep(aged([1]))
    await keeper({ maxAgeDays: 7 }).runOnce()
    expect(seqs()).toEqual([231])
  })

  test('with everything that hangs on it', async () => {
    filled.keep(aged([9], { body: 'needle' }))
    deliver(1, 'delivered', 9)
    run(
      `insert into attempt (id, workspaceId, deliveryId, number, startedAt, request) values ('att', 'ws', 'del1', 1, 0, '{}')`,
    )
    run("insert into replayBody values ('del1', 'ws', x'00')")
    await keeper({ maxAgeDays: 7 }).runOnce()
    for (const table of ['request', 'body', 'delivery', 'attempt', 'replayBody'])
      expect(filled.db.prepare(`select count(*) from ${table}`).pluck().get()).toBe(0)
    expect(filled.db.prepare(`select count(*) from requestText where requestText match 'needle'`).pluck().get()).toBe(0)
    expect(filled.db.prepare('select requests, bytes from counter').get()).toEqual({ requests: 0, bytes: 0 })
  })

  test('each source by its own rule', async () => {
    const other = 'src_00000000000000000000000002'
    filled.keep([...aged([9]), ...aged([9], { sourceId: other })])
    const onlyOther = createKeeper({
      writer: createWriter(filled.db, silentLog),
      removal: filled.statements.removal,
      eventRemoval: filled.statements.eventRemoval,
      keptEventsMs: async () => null,
      clock: hastyClock(),
      log: silentLog,
      kept: async () => [
        { sourceId: filledSourceId, requests: 1, bytes: 0, retention: keepsAll },
        { sourceId: other, requests: 1, bytes: 0, retention: { ...keepsAll, maxAgeDays: 7 } },
      ],
      removed: () => undefined,
    })
    await onlyOther.runOnce()
    expect(seqs()).toEqual([1])
  })

  test('what was deleted by hand, after the time in which it can be brought back', async () => {
    filled.keep(aged([2, 2]))
    run(`update request set deletedAt = ${nowMs} - 3600001 where seq = 1`)
    run(`update request set deletedAt = ${nowMs} - 3599999 where seq = 2`)
    await keeper({}).runOnce()
    expect(seqs()).toEqual([2])
  })
})

describe('what is still needed stays, by every rule', () => {
  const everyRule: Partial<Retention> = { maxAgeDays: 7, maxRequests: 1, maxBytes: 1_000_000 }

  test('what is pinned', async () => {
    filled.keep(aged([90, 90, 90]))
    run('update request set pinned = 1 where seq = 2')
    await keeper(everyRule).runOnce()
    expect(seqs()).toEqual([2])
  })

  test('what is not routed yet', async () => {
    filled.keep([...aged([90], { routed: false }), ...aged([90])])
    await keeper(everyRule).runOnce()
    expect(seqs()).toEqual([1])
  })

  test.each(['queued', 'sending', 'retrying', 'held'])('what has a delivery that is %s', async (state) => {
    filled.keep(aged([90, 90]))
    deliver(1, state, 90)
    await keeper(everyRule).runOnce()
    expect(seqs()).toEqual([1])
  })

  test('what has a dead letter, for 30 days', async () => {
    filled.keep(aged([90, 90]))
    deliver(1, 'dead_letter', 29)
    deliver(2, 'dead_letter', 31)
    await keeper(everyRule).runOnce()
    expect(seqs()).toEqual([1])
  })

  test('what was deleted by hand while it is being delivered', async () => {
    filled.keep(aged([2]))
    deliver(1, 'retrying', 1)
    run('update request set deletedAt = 1')
    await keeper(everyRule).runOnce()
    expect(seqs()).toEqual([1])
  })
})

test('while requests wait for the disk nothing is removed', async () => {
  filled.keep(aged([9]))
  const writer = createWriter(filled.db, silentLog)
  let waitingCount = 100
  const busy = { ...writer, waiting: () => waitingCount }
  const clock = falseClock(nowMs)
  const done = keeper({ maxAgeDays: 7 }, clock, busy).runOnce()
  clock.advance(10_000)
  expect(seqs()).toEqual([1])
  waitingCount = 0
  await expect
    .poll(() => {
      clock.advance(1_000)
      return seqs()
    })
    .toEqual([])
  clock.advance(1_000)
  await done
})

test('it goes round every minute until it is stopped', async () => {
  filled.keep(aged([9]))
  const clock = falseClock(nowMs)
  const keeping = keeper({ maxAgeDays: 7 }, clock)
  keeping.start()
  expect(seqs()).toEqual([1])
  clock.advance(60_000)
  await expect
    .poll(() => {
      clock.advance(1_000)
      return seqs()
    })
    .toEqual([])
  keeping.stop()
})

describe('events and their deliveries', () => {
  const ids = (table: string): string[] =>
    filled.db.prepare<[], string>(`select id from ${table} order by id`).pluck().all()
  const publish = (id: string, daysAgo: number): void =>
    run(`insert into event (id, workspaceId, type, version, source, time, data, metadata, createdAt)
         values ('${id}', 'ws', 'a.b', 1, 'api', 0, '{}', '{}', ${nowMs - daysAgo * dayMs})`)
  const send = (id: string, eventId: string, state: string, endedDaysAgo: number | null): void =>
    run(`insert into delivery (id, workspaceId, kind, state, webhookId, eventId, targetUrl, createdAt, updatedAt, endedAt)
         values ('${id}', 'ws', 'event', '${state}', 'wh_1', '${eventId}', 'http://a', 0, 0,
           ${endedDaysAgo === null ? 'null' : nowMs - endedDaysAgo * dayMs});
         insert into attempt (id, workspaceId, deliveryId, number, startedAt, request) values ('att_${id}', 'ws', '${id}', 1, 0, '{}');
         insert into rendering values ('${id}', 'ws', '[]', x'00', 0)`)

  test('go when they are old, dead letters later, and never while anything is owed', async () => {
    for (const [event, daysAgo] of [
      ['old', 8],
      ['owed', 50],
      ['dead', 20],
      ['longdead', 40],
      ['young', 1],
    ] as const) {
      publish(event, daysAgo)
    }
    send('del_delivered', 'old', 'delivered', 8)
    send('del_held', 'owed', 'held', null)
    send('del_dead', 'dead', 'dead_letter', 20)
    send('del_longdead', 'longdead', 'dead_letter', 31)
    send('del_young', 'young', 'delivered', 1)
    await keeper({}).runOnce()
    expect(ids('delivery')).toEqual(['del_dead', 'del_held', 'del_young'])
    expect(ids('event')).toEqual(['dead', 'owed', 'young'])
    expect(ids('attempt')).toEqual(['att_del_dead', 'att_del_held', 'att_del_young'])
    expect(filled.db.prepare('select count(*) from rendering').pluck().get()).toBe(3)
  })

  test('a replay stays as long as the dead letter that it has sent again', async () => {
    for (const event of ['kept', 'gone']) publish(event, 40)
    send('del_kept', 'kept', 'dead_letter', 20)
    send('del_keptagain', 'keptagain', 'delivered', 19)
    send('del_gone', 'gone', 'dead_letter', 31)
    send('del_goneagain', 'goneagain', 'delivered', 30)
    run(`update delivery set replayOf = replace(id, 'again', '') where id like '%again'`)
    await keeper({}).runOnce()
    expect(ids('delivery')).toEqual(['del_goneagain', 'del_kept', 'del_keptagain'])
    await keeper({}).runOnce()
    expect(ids('delivery')).toEqual(['del_kept', 'del_keptagain'])
  })
})
