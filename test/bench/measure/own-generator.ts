import { Pool } from 'undici'
import { quantile } from '#test/bench/statistics.ts'
import type { Load, LoadResult } from './load.ts'

/** Where there is no wrk: keeps every connection busy until the time is over, then writes the outcome as JSON. */
async function generate(url: string, { connections, seconds, headers, body }: Load): Promise<LoadResult> {
  const { origin, pathname } = new URL(url)
  const pool = new Pool(origin, { connections, pipelining: 1 })
  const tookMs: number[] = []
  let failed = 0
  let count = Date.now() * 1000
  const startedAt = performance.now()
  const isOver = (): boolean => performance.now() - startedAt >= seconds * 1000

  const keepBusy = async (): Promise<void> => {
    while (!isOver()) {
      const sentAt = performance.now()
      count += 1
      const bytes = `${body.head}${String(count).padStart(16, '0')}${body.tail}`
      const answer = await pool.request({ path: pathname, method: 'POST', headers, body: bytes })
      await answer.body.dump()
      if (answer.statusCode >= 200 && answer.statusCode < 300) tookMs.push(performance.now() - sentAt)
      else failed += 1
    }
  }
  await Promise.all(Array.from({ length: connections }, keepBusy))
  const tookSeconds = (performance.now() - startedAt) / 1000
  await pool.close()
  return {
    completed: tookMs.length + failed,
    failed,
    perSecond: tookMs.length / tookSeconds,
    p50Ms: quantile(tookMs, 0.5),
    p99Ms: quantile(tookMs, 0.99),
  }
}

const { url, load } = JSON.parse(process.argv[2] ?? '') as { url: string; load: Load }
process.stdout.write(JSON.stringify(await generate(url, load)))
