import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { SourceSettings } from '#shared/model/source.ts'
import type { OwesNothingParts } from '#main/core/deliveries/owes-nothing.ts'
import { owesNothing } from '#main/core/deliveries/owes-nothing.ts'
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
  const numbered = (json: unknown, headers: Record<string, string> = {}): KeptRequest => {
    const captured = capturedRequest({ json, headers })
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

const nobody = { isEmpty: () => true, taking: () => [] }
const taker = { isEmpty: () => false, taking: (_: string, type: string) => (type === 'github.push' ? [{}] : []) }
const sourceWith = (mode: string) => ({ byId: () => ({ settings: { forwarding: { mode, targets: [] } } }) })
const partsOf = (changes: object) =>
  ({ registry: sourceWith('off'), webhooks: nobody, triggers: nobody, ...changes }) as unknown as OwesNothingParts

test.each([
  ['is of a type that nobody takes', {}, { webhooks: taker, triggers: taker }, true],
  ['is of a type that a webhook takes', { 'X-GitHub-Event': 'push' }, { webhooks: taker }, false],
  ['is of a type that a trigger takes', { 'X-GitHub-Event': 'push' }, { triggers: taker }, false],
  ['came to a source that forwards', {}, { registry: sourceWith('forward') }, false],
])('a request that %s', (_, headers: Record<string, string>, parts, isFree) => {
  using database = filledDatabase()
  const kept = keeperOf(database, () => true).numbered({}, headers)
  expect(owesNothing(partsOf(parts), kept)).toBe(isFree)
  expect(owesNothing(partsOf(parts), { ...kept, state: 'refused' })).toBe(true)
  const pending = { ...kept.verification, state: 'pending' } as const
  expect(owesNothing(partsOf(parts), { ...kept, verification: pending })).toBe(false)
})
