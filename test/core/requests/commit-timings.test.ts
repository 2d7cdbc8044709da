import { expect, test } from 'vitest'
import { findRequest, findTiming } from '#main/core/database/stores/request-store.ts'
import type { KeptRequest } from '#main/core/requests/kept-request.ts'
import type { FilledDatabase } from '#test/support/filled-database.ts'
import { filledDatabase, filledSourceId } from '#test/support/filled-database.ts'

const timingOf = async ({ reader }: FilledDatabase, { workspaceId, id }: KeptRequest) => {
  const stored = await findRequest(reader, workspaceId, id)
  return stored && findTiming(reader, stored)
}

const keepTogether = (database: FilledDatabase, count: number): KeptRequest[] => {
  const kept = database.keep(Array.from({ length: count }, () => ({})))
  for (const [index, one] of kept.entries()) {
    one.timing = { bodyMs: 0.1, checkMs: 0.25, commitMs: index + 1.000_04, totalMs: index + 1.35 }
  }
  database.statements.requests.keepTimings(kept)
  return kept
}

test('each of the requests of a commit has its own times', async () => {
  using database = filledDatabase()
  const kept = [...keepTogether(database, 2), ...keepTogether(database, 1)]
  const found = await Promise.all(kept.map((one) => timingOf(database, one)))
  expect(found).toEqual([
    { bodyMs: 0.1, checkMs: 0.25, commitMs: 1, totalMs: 1.35 },
    { bodyMs: 0.1, checkMs: 0.25, commitMs: 2, totalMs: 2.35 },
    { bodyMs: 0.1, checkMs: 0.25, commitMs: 1, totalMs: 1.35 },
  ])
})

test('a request that was never timed has none, though later ones do', async () => {
  using database = filledDatabase()
  const [imported] = database.keep([{}])
  keepTogether(database, 1)
  expect(imported && (await timingOf(database, imported))).toBeNull()
})

test('times go with the last request of their commit', () => {
  using database = filledDatabase()
  const kept = keepTogether(database, 2)
  const old = { sourceId: filledSourceId, receivedBefore: null, deadSince: 0 }
  const rows = () => database.db.prepare('select count(*) from commitTiming').pluck().get()
  expect(database.statements.removal.removeOld(old, 1).ids).toEqual([kept[0]?.id])
  expect(rows()).toBe(1)
  expect(database.statements.removal.removeOld(old, 1).ids).toEqual([kept[1]?.id])
  expect(rows()).toBe(0)
})
