import { afterAll, beforeAll, expect, test } from 'vitest'
import { defaultWorkspaceId } from '#shared/model/id.ts'
import { listRequests } from '#main/core/requests/list-requests.ts'
import type { RequestFilter } from '#main/core/requests/select-requests.ts'
import { selectRequests } from '#main/core/requests/select-requests.ts'
import type { FilledDatabase } from '#test/support/filled-database.ts'
import { filledDatabase } from '#test/support/filled-database.ts'

const nowMs = Date.UTC(2026, 10, 17, 12)
const minuteMs = 60_000
const count = 3_000
const rareSourceId = 'src_00000000000000000000000002'

let filled: FilledDatabase

beforeAll(() => {
  filled = filledDatabase()
  const wishes = Array.from({ length: count }, (_, index) => ({
    receivedAtMs: nowMs - (count - index) * minuteMs,
    body: `needle${index}`,
    ...(index % 100 === 0 && { sourceId: rareSourceId }),
  }))
  filled.keep(wishes)
})
afterAll(() => filled[Symbol.dispose]())

/** Lists with a filter, of whom `found` come; answers the queries that were needed. */
async function queriesOf(filter: RequestFilter, found: number) {
  const selection = selectRequests(filter, { workspaceId: defaultWorkspaceId, nowMs, sources: [] })
  filled.queries.length = 0
  const options = { beforeSeq: Number.MAX_SAFE_INTEGER, limit: 50, signal: new AbortController().signal }
  expect(await listRequests(filled.reader, selection, options)).toHaveLength(found)
  return filled.queries
}

const byKey = 'SEARCH request USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)'
const byId = 'SEARCH request USING COVERING INDEX sqlite_autoindex_request_1 (id>?)'

test.each<[string, RequestFilter, number, string[]]>([
  ['all', {}, 50, [byKey]],
  [
    'those of a source',
    { sourceId: rareSourceId },
    30,
    ['SEARCH request USING INDEX request_source (sourceId=? AND seq>? AND seq<?)'],
  ],
  ['those with a method', { q: 'method:PUT' }, 0, [byKey]],
  [
    'those with a word',
    { q: 'needle7' },
    50,
    ['SCAN requestText VIRTUAL TABLE INDEX 192:M3><', 'SEARCH request USING INTEGER PRIMARY KEY (rowid=?)'],
  ],
  ['those after a time', { q: 'last:30m' }, 30, [byKey]],
])('the list of %s is read by its index, in order', async (_, filter, found, steps) => {
  const queries = await queriesOf(filter, found)
  const plan = filled.plan(queries.at(-1) ?? { sql: '', parameters: [] })
  expect(plan).toEqual(steps.map((step) => expect.stringContaining(step)))
  expect(plan.join()).not.toContain('TEMP B-TREE')
})

test('times bound the scan by the index of the ids', async () => {
  const queries = await queriesOf({ q: 'after:2026-11-17T10:00:00Z before:2026-11-17T10:30:00Z' }, 30)
  const [newest, from, before, slice] = queries
  expect(queries).toHaveLength(4)
  expect(newest && filled.plan(newest)).toEqual(['SCAN request'])
  expect(from && filled.plan(from)).toEqual([byId])
  expect(before && filled.plan(before)).toEqual([byId])
  // Two hours before the newest; half an hour, and an hour for bodies that took their time.
  expect(slice?.parameters.slice(0, 2)).toEqual([count - 120 + 1, count - 30 + 1])
})

test('a clock that was set back hides nothing from a search by time', async () => {
  using ahead = filledDatabase()
  const wrongMs = Date.UTC(2030, 0, 1)
  ahead.keep([{ receivedAtMs: wrongMs }, { receivedAtMs: nowMs - minuteMs }, { receivedAtMs: nowMs }])
  const find = async (q: string): Promise<number[]> => {
    const selection = selectRequests({ q }, { workspaceId: defaultWorkspaceId, nowMs, sources: [] })
    const options = { beforeSeq: Number.MAX_SAFE_INTEGER, limit: 50, signal: new AbortController().signal }
    return (await listRequests(ahead.reader, selection, options)).map(({ seq }) => seq)
  }
  expect(await find('before:2027-01-01')).toEqual([3, 2])
  expect(await find('after:2026-11-17T11:59:30Z')).toEqual([3, 1])
})
