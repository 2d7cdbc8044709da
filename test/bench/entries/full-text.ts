import type { BenchEntry } from '#test/bench/bench-entry.ts'
import type { OpenedSeed } from '#test/bench/data/opened-seed.ts'
import { openSeed } from '#test/bench/data/opened-seed.ts'
import { commonWord, rareWord } from '#test/bench/data/sample-requests.ts'
import { seededHome, seededSource } from '#test/bench/data/seeded-home.ts'
import { resultOf } from '#test/bench/result.ts'
import { median } from '#test/bench/statistics.ts'
import { compileRequestQuery } from '#main/core/requests/compile-query.ts'
import { listRequests } from '#main/core/requests/list-requests.ts'

const goal = { floor: 5, goal: 1, better: 'lower', unit: 'ms' } as const
const requests = 1_000_000
const page = 50
const searchesEach = 10

/** Words searched for as the list does it, in the reader's thread, newest first. */
export const fullText: BenchEntry = async ({ rounds }) => {
  await using seed = await openSeed(await seededHome(requests), requests)
  const results = []
  for (const [what, word] of Object.entries({ 'a rare word': rareWord, 'a common word': commonWord })) {
    const found = await search(seed, word)
    const tookMs: number[] = []
    for (let time = 0; time < rounds * searchesEach; time += 1) {
      const startedAt = performance.now()
      await search(seed, word)
      tookMs.push(performance.now() - startedAt)
    }
    const note = `“${word}” found ${found}; the way to the reader's thread and back is in it.`
    results.push(resultOf({ id: 'P10', what: `full text at 1 M: ${what}, newest 50` }, goal, median(tookMs), [note]))
  }
  return results
}

async function search({ readers }: OpenedSeed, word: string): Promise<number> {
  const query = compileRequestQuery(word, { nowMs: Date.now(), sourcesNamed: () => [] })
  const selection = { workspaceId: seededSource.workspaceId, sourceId: null, query }
  const { signal } = new AbortController()
  const rows = await listRequests(readers.heavy, selection, { beforeSeq: Number.MAX_SAFE_INTEGER, limit: page, signal })
  return rows.length
}
