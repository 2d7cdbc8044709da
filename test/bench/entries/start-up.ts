import { setTimeout as pause } from 'node:timers/promises'
import type { BenchEntry } from '#test/bench/bench-entry.ts'
import { seededHome, seededSource } from '#test/bench/data/seeded-home.ts'
import { resultOf } from '#test/bench/result.ts'
import { startCreel } from '#test/bench/servers/creel.ts'
import { freePort } from '#test/bench/servers/free-port.ts'
import { median } from '#test/bench/statistics.ts'

const goal = { floor: 1.5, goal: 0.6, better: 'lower', unit: 's' } as const
const sizes = [100_000, 1_000_000]
const askEveryMs = 5

/** From the start of the process to the first request that is accepted, with much stored already. */
export const startUp: BenchEntry = async ({ rounds }) => {
  const results = []
  for (const size of sizes) {
    const home = await seededHome(size)
    const tookSeconds: number[] = []
    for (let round = 0; round < rounds; round += 1) tookSeconds.push(await secondsToFirstRequest(home))
    results.push(
      resultOf({ id: 'P13', what: `start to receiving with ${size.toLocaleString('en')}` }, goal, median(tookSeconds), [
        `${rounds} starts of the built server, slowest ${Math.max(...tookSeconds).toFixed(2)} s.`,
      ]),
    )
  }
  return results
}

async function secondsToFirstRequest(home: string): Promise<number> {
  const receiverPort = await freePort()
  const startedAt = performance.now()
  const starting = startCreel({ home, receiverPort })
  // Never settles but with the error of a start that failed, which then is the one that is told.
  const failing = starting.then(() => new Promise<never>(() => undefined))
  let tookMs: number | null = null
  while (tookMs === null) {
    const isAccepted = await Promise.race([isReceiving(receiverPort), failing])
    if (isAccepted) tookMs = performance.now() - startedAt
    else await pause(askEveryMs)
  }
  await using _creel = await starting
  return tookMs / 1000
}

async function isReceiving(port: number): Promise<boolean> {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/in/${seededSource.token}`, { method: 'POST', body: '{}' })
    return answer.ok
  } catch {
    return false
  }
}
