import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { untilRouted } from '#test/reliability/audit.ts'
import { openDeliverySink } from '#test/reliability/delivery-sink.ts'
import type { Ledger } from '#test/reliability/load.ts'
import { newLedger, startLoad } from '#test/reliability/load.ts'
import type { Report } from '#test/reliability/report.ts'
import type { SeededRandom } from '#test/reliability/seeded-random.ts'
import { seededRandom, wholeBetween } from '#test/reliability/seeded-random.ts'
import { makeSinkWebhook, reportSending, untilSent } from '#test/reliability/sending-audit.ts'
import type { ServerProcess } from '#test/reliability/server-process.ts'
import { startServer } from '#test/reliability/server-process.ts'
import type { TwinName } from '#test/reliability/twins/twins.ts'
import type { FaultPointName } from './fault-points.ts'

/** With one delivery under way at a time, a kill may repeat one. */
const concurrency = 1
const connections = 1
const passes = { least: 1, most: 25 }
const comesWithinMs = 30_000

export type PointWishes = { points: readonly FaultPointName[]; killsPerPoint: number; seed: number; twin?: TwinName }

/**
 * Lets Creel end itself at each named step of a delivery, so often, under load. In the end each acknowledged request
 * was delivered, and no more deliveries were repeated than there were kills.
 */
export async function killAtPoints({ points, killsPerPoint, seed, twin = 'none' }: PointWishes): Promise<Report> {
  const random = seededRandom(seed)
  const home = mkdtempSync(join(tmpdir(), 'creel-kill-points-'))
  const file = join(home, 'creel.db')
  const sink = await openDeliverySink()
  const ledger = newLedger()
  const lives = points.flatMap((point) => Array.from({ length: killsPerPoint }, () => point))
  let server: ServerProcess | null = null
  try {
    server = await startServer({ home, twin })
    await makeSinkWebhook(home, sink.url, concurrency)
    await server.end('SIGTERM')
    for (const [number, point] of lives.entries()) {
      await liveUntil({ home, twin, fault: faultAt(point, random) }, ledger, `life-${number}`)
    }
    server = await startServer({ home, twin })
    await untilRouted(file)
    await untilSent(file)
    const test = `kill-at-points${twin === 'none' ? '' : ` (${twin})`}`
    const more = { points: points.length, killsPerPoint }
    return reportSending({ test, seed, kills: lives.length, concurrency, more }, ledger, { sink, file })
  } finally {
    await server?.end('SIGKILL')
    await sink.stop()
    rmSync(home, { recursive: true, force: true })
  }
}

const faultAt = (point: FaultPointName, random: SeededRandom): string =>
  `${point}:${wholeBetween(random, passes.least, passes.most)}`

type Life = { home: string; twin: TwinName; fault: string }

/** Lives under load until it ends itself. Throws where it ends otherwise, or does not come to the point. */
async function liveUntil({ home, twin, fault }: Life, ledger: Ledger, name: string): Promise<void> {
  const server = await startServer({ home, twin, fault }).catch(diedAtStart)
  if (!server) return
  const load = startLoad(server.url, ledger, name, { connections })
  await Promise.race([server.ended, pause(comesWithinMs, null, { ref: false })])
  const isAlive = !server.hasEnded()
  const exitCode = await server.end('SIGKILL')
  await load.stop()
  if (isAlive || exitCode !== null) throw new Error(`It did not end itself at ${fault}: ${server.complaints()}`)
}

// What the life before left owed is sent at once: it may have come to the point before it listened.
function diedAtStart(error: unknown): null {
  if (error instanceof Error && error.cause === 'SIGKILL') return null
  throw error
}
