import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { SourceSettings } from '#shared/model/source.ts'
import { createWriter } from '#main/core/database/writer.ts'
import { createMakeId } from '#main/core/make-id.ts'
import { judge } from '#main/core/requests/judge.ts'
import { createKeepRequest } from '#main/core/requests/keep-request.ts'
import type { KeptRequest } from '#main/core/requests/kept-request.ts'
import { createLiveSource } from '#main/core/sources/live-source.ts'
import { capturedRequest } from '#test/support/captured-request.ts'
import { falseClock } from '#test/support/false-clock.ts'
import type { FilledDatabase } from '#test/support/filled-database.ts'
import { filledDatabase } from '#test/support/filled-database.ts'
import { silentLog } from '#test/support/log.ts'

const settings = SourceSettings.parse({ name: 'shop' })
const source = createLiveSource({ id: 'src_1', workspaceId: 'ws_1', token: 'token', settings, secrets: [] })

const keeperOf = ({ db, statements }: FilledDatabase, owesNothing: (kept: KeptRequest) => boolean) => {
  const writer = createWriter(db, silentLog)
  const makeId = createMakeId(falseClock(), randomBytes)
  const keep = createKeepRequest({ writer, writes: statements.requests, makeId, log: silentLog, owesNothing }, 0)
  const numbered = (json: unknown): KeptRequest => {
    const captured = capturedRequest({ json })
    return keep.number(captured, source, judge(captured, source))
  }
  const commit = (kept: KeptRequest) =>
    new Promise<Error | null>((resolve) => {
      keep.commit(kept, resolve)
    })
  return { numbered, commit }
}

const rowsOf = ({ db }: FilledDatabase) =>
  db.prepare('select routed, eventType, providerEventId, duplicateOf from request order by seq').all()
const countOf = ({ db }: FilledDatabase) => db.prepare('select requests from counter').pluck().get()

test('a request from which nothing follows is routed and counted in the commit that keeps it', async () => {
  using database = filledDatabase()
  const { numbered, commit } = keeperOf(database, () => true)
  const order = { type: 'order.paid', event_id: 'evt_1' }
  const [first, again] = [numbered(order), numbered(order)]
  await Promise.all([commit(first), commit(again)])
  const said = { routed: 1, eventType: 'order.paid', providerEventId: 'evt_1' }
  expect(rowsOf(database)).toEqual([
    { ...said, duplicateOf: null },
    { ...said, duplicateOf: first.id },
  ])
  expect(countOf(database)).toBe(2)
  expect(database.db.prepare('select requests from arrival').pluck().all()).toEqual([2])
})

test('a request from which something may follow is left to the router, which counts it', async () => {
  using database = filledDatabase()
  const { numbered, commit } = keeperOf(database, () => false)
  await commit(numbered({ type: 'order.paid' }))
  expect(rowsOf(database)).toEqual([{ routed: 0, eventType: null, providerEventId: null, duplicateOf: null }])
  expect(countOf(database)).toBeUndefined()
})

test('one that cannot be kept is not counted, and keeps no other from it', async () => {
  using database = filledDatabase()
  const { numbered, commit } = keeperOf(database, () => true)
  const [first, last] = [numbered({ number: 1 }), numbered({ number: 2 })]
  const errors = await Promise.all([commit(first), commit({ ...first }), commit(last)])
  expect(errors.map((error) => error?.message ?? null)).toEqual([null, expect.stringContaining('UNIQUE'), null])
  expect(countOf(database)).toBe(2)
})

test.each(['request', 'counter'])(
  'what a turn broke off at its %s is counted once, when it is kept after all',
  async (table) => {
    using database = filledDatabase()
    const { numbered, commit } = keeperOf(database, () => true)
    const kept = numbered({ number: 1 })
    database.db.exec(`create temp trigger full before insert on ${table} begin select raise(rollback, 'no'); end`)
    expect((await commit(kept))?.message).toBe('no')
    database.db.exec('drop trigger full')
    expect(await commit(kept)).toBeNull()
    expect(countOf(database)).toBe(1)
  },
)
