import type { BenchEntry } from '#test/bench/bench-entry.ts'
import type { OpenedSeed } from '#test/bench/data/opened-seed.ts'
import { openSeed } from '#test/bench/data/opened-seed.ts'
import { createSampleRequests } from '#test/bench/data/sample-requests.ts'
import { seededDeliveries } from '#test/bench/data/seeded-deliveries.ts'
import { seededHome, seededSource } from '#test/bench/data/seeded-home.ts'
import type { Operation } from '#test/bench/measure/growth.ts'
import { measureGrowth } from '#test/bench/measure/growth.ts'
import type { Result } from '#test/bench/result.ts'
import { resultOf } from '#test/bench/result.ts'
import { deliveryOperations } from './growth-of-deliveries.ts'
import { prepareHotStatements } from '#main/core/database/hot-statements.ts'
import { listInterrupted } from '#main/core/database/stores/delivery-store.ts'
import { listUnrouted } from '#main/core/database/stores/request-store.ts'
import { listRequests } from '#main/core/requests/list-requests.ts'
import { createReadStatus } from '#main/core/status/read-status.ts'

const goal = { floor: 1.5, goal: 1.2, better: 'lower', unit: '×' } as const
const sizes = [10_000, 100_000, 1_000_000]
const page = 50
const rowsAtOnce = 100
const times = 20

/** What is done to a database whatever its size, as the product does it. */
const operations: Record<string, (seed: OpenedSeed) => Operation> = {
  'insert and route 100 requests': insertAndRoute,
  'newest 50': (seed) => () => readPage(seed, { sourceId: null, beforeSeq: Number.MAX_SAFE_INTEGER }),
  'newest 50 of a source': (seed) => () =>
    readPage(seed, { sourceId: seededSource.id, beforeSeq: Number.MAX_SAFE_INTEGER }),
  'page of 50 half-way down': (seed) => () => readPage(seed, { sourceId: null, beforeSeq: seed.rows / 2 }),
  'counts of the status': ({ readers }) => {
    const readStatus = createReadStatus({
      db: readers.quick,
      facts: () => noFacts,
      tunnel: () => null,
      paused: () => null,
      egress: 'local',
    })
    return async () => void (await readStatus(seededSource.workspaceId))
  },
  'what is left to route':
    ({ readers }) =>
    async () =>
      void (await listUnrouted(readers.quick, 0, page)),
  'deliveries under way':
    ({ readers }) =>
    async () =>
      void (await listInterrupted(readers.quick)),
}

const noFacts = {
  version: '',
  startedAt: '',
  receiver: { url: '', port: 0, error: null },
  control: { url: '', port: 0 },
  bytesOnDisk: 0,
  dataFolder: '',
  processId: 0,
}

// Rolled back: the seeds stay as they are, and the disk, which does not grow, has no part in the figure.
function insertAndRoute({ db, rows }: OpenedSeed): Operation {
  const hot = prepareHotStatements(db)
  const sample = createSampleRequests(seededSource, Date.now())
  const batch = Array.from({ length: rowsAtOnce }, (_, index) => sample(rows * 2 + index))
  return () => {
    db.exec('begin')
    for (const kept of batch) hot.requests.insert(kept, hot.requests.fieldsOf(kept))
    hot.requests.keepTimings(batch)
    db.exec('rollback')
  }
}

async function readPage(
  { readers }: OpenedSeed,
  { sourceId, beforeSeq }: { sourceId: string | null; beforeSeq: number },
): Promise<void> {
  const selection = { workspaceId: seededSource.workspaceId, sourceId, query: { texts: [], conditions: [] } }
  const { signal } = new AbortController()
  const listed = await listRequests(readers.quick, selection, { beforeSeq, limit: page, signal })
  if (listed.length !== page) throw new Error(`A page had ${listed.length} rows.`)
}

/** How much slower a hundred times as many rows make what is done all the time. */
export const growth: BenchEntry = async ({ rounds }) => [
  ...(await measureAll(operations, seededHome, rounds)),
  ...(await measureAll(deliveryOperations, seededDeliveries, rounds)),
]

async function measureAll(
  all: Record<string, (seed: OpenedSeed) => Operation>,
  homeOf: (rows: number) => Promise<string>,
  rounds: number,
): Promise<Result[]> {
  await using resources = new AsyncDisposableStack()
  const seeds: OpenedSeed[] = []
  for (const size of sizes) seeds.push(resources.use(await openSeed(await homeOf(size), size)))
  const results = []
  for (const [what, prepare] of Object.entries(all)) {
    const { ratio, mediansUs } = await measureGrowth(seeds.map(prepare), { rounds, times })
    const figures = sizes.map((size, index) => `${mediansUs[index]?.toFixed(0)} µs at ${size.toLocaleString('en')}`)
    results.push(resultOf({ id: 'P9', what: `growth to 1 M: ${what}` }, goal, ratio, [figures.join(', ')]))
  }
  return results
}
