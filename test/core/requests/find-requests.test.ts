import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { AppError } from '#shared/contract/problem.ts'
import { defaultWorkspaceId } from '#shared/model/id.ts'
import { listRequests } from '#main/core/requests/list-requests.ts'
import type { RequestFilter } from '#main/core/requests/select-requests.ts'
import { selectRequests } from '#main/core/requests/select-requests.ts'
import { chosenSeed, seededRandom } from '#test/reliability/seeded-random.ts'
import type { FilledDatabase } from '#test/support/filled-database.ts'
import { filledDatabase } from '#test/support/filled-database.ts'
import { randomQuery } from '#test/support/random-query.ts'

const nowMs = Date.UTC(2026, 10, 17, 12)
const hourMs = 3_600_000

let filled: FilledDatabase

const requests = [
  {
    name: 'an order',
    method: 'PUT',
    path: '/orders/7?a=b',
    json: { type: 'order.paid', amount: 5000, ok: true, list: [{ id: 'x' }] },
  },
  { name: 'the same as text', json: { amount: '5000', ok: 'true', nothing: null } },
  { name: 'small amount', json: { amount: 7, 'first name': 'Ada', deep: { 'a.b': 1 } } },
  { name: 'not JSON', body: '{"amount": 5000' },
  { name: 'binary', body: new Uint8Array([0xff, 0, 0x80]) },
  { name: 'broken UTF-8', body: Buffer.from('{"amount":"\xc0\x80"}', 'latin1') },
  { name: 'headers', headers: { 'X-Kind': 'Blue', 'x-kind': 'red', Authorization: 'Bearer hunter2' } },
  { name: 'deep', body: '['.repeat(100_000) },
  { name: 'refused', state: 'refused' as const },
  { name: 'malformed', state: 'malformed' as const, method: 'FETCH' },
  { name: 'nothing' },
]

beforeAll(() => {
  filled = filledDatabase()
  filled.keep(
    requests.map(({ name, path = '', headers, ...wishes }, index) => ({
      ...wishes,
      path,
      target: `/in/token${path}`,
      headers: { 'X-Name': name, ...headers },
      receivedAtMs: nowMs - (requests.length - index) * hourMs,
    })),
  )
})
afterAll(() => filled[Symbol.dispose]())

async function find(filter: RequestFilter): Promise<string[]> {
  const selection = selectRequests(filter, { workspaceId: defaultWorkspaceId, nowMs, sources: [] })
  const options = { beforeSeq: Number.MAX_SAFE_INTEGER, limit: 500, signal: new AbortController().signal }
  const rows = await listRequests(filled.reader, selection, options)
  return rows.map(({ seq }) => requests[seq - 1]?.name ?? '').toReversed()
}

describe('a query finds', () => {
  test.each<[string, string[]]>([
    ['method:put', ['an order']],
    ['path:/orders/*', ['an order']],
    ['path:*%*', []],
    ['$.amount:5000', ['an order', 'the same as text']],
    ['$.amount:>4999', ['an order']],
    ['$.amount:<=7', ['small amount']],
    ['$.ok:true', ['an order', 'the same as text']],
    ['$.nothing:null', ['the same as text']],
    ['$.list[0].id:x', ['an order']],
    ['$["first name"]:ada', ['small amount']],
    ['$["deep"]["a.b"]:1', ['small amount']],
    ['header.x-kind:blue', ['headers']],
    ['header.X-KIND:r*', ['headers']],
    ['hunter2', []],
    ['blue', ['headers']],
    ['order.pa', ['an order']],
    ['is:refused', ['refused']],
    ['is:malformed', ['malformed']],
    ['state:refused', ['refused']],
    ['is:pinned', []],
    ['size:>99kb', ['deep']],
    ['last:2h', ['malformed', 'nothing']],
    ['after:2026-11-17T10:30:00Z', ['nothing']],
    ['before:2026-11-17T01:30:00Z', ['an order']],
    ['after:2026-11-17T01:30:00Z before:2026-11-17T03:30:00Z', ['the same as text', 'small amount']],
    ['!after:2026-11-17T01:30:00Z', ['an order']],
    ['last:1000w amount !order', ['the same as text', 'small amount', 'not JSON']],
    ['after:2026-11-17T01:30:00Z amount', ['the same as text', 'small amount', 'not JSON']],
    ['"!!!"', []],
    ['id:nothing', []],
  ])('%s', async (q, names) => {
    expect(await find({ q })).toEqual(names)
  })

  test('what the other filters ask for', async () => {
    expect(await find({ method: 'put' })).toEqual(['an order'])
    expect(await find({ status: 404 })).toEqual([])
    expect(await find({ verification: 'skipped' })).toHaveLength(requests.length)
    const [after, before] = ['2026-11-17T01:30:00.000Z', '2026-11-17T02:30:00.000Z']
    expect(await find({ after, before })).toEqual(['the same as text'])
  })
})

describe('a query that cannot be understood is refused in words', () => {
  test.each([
    'path:""',
    'status:abc',
    'size:big',
    'after:tomorrow',
    'last:soon',
    '$.a..b:1',
    '$.a:>x',
    'constructor:x',
  ])('%s', async (q) => {
    await expect(find({ q })).rejects.toMatchObject({ code: 'bad-query' })
  })
})

const seed = chosenSeed()

test(
  `5,000 random queries find or are refused, and never break the SQL (seed ${seed})`,
  { timeout: 60_000 },
  async () => {
    const random = seededRandom(seed)
    const failures: string[] = []
    for (let count = 0; count < 5_000; count += 1) {
      const q = randomQuery(random)
      await find({ q }).catch((error: unknown) => {
        if (!(error instanceof AppError) || error.code !== 'bad-query') failures.push(`${q}: ${String(error)}`)
      })
    }
    expect(failures).toEqual([])
  },
)

test('a query as long as the contract allows does not break the SQL', async () => {
  const longest = (term: string): string => term.repeat(Math.floor(2_000 / term.length))
  for (const term of [
    'a ',
    '!a ',
    'is:unread ',
    '$.a:1 ',
    '!header.a:b ',
    'path:*a ',
    '$.a.a.a:>1 ',
    '!"" ',
    '*',
    'after:1h ',
  ]) {
    await expect(find({ q: longest(term) })).resolves.toBeInstanceOf(Array)
  }
})
