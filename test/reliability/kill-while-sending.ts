import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { untilRouted } from './audit.ts'
import { openDeliverySink } from './delivery-sink.ts'
import type { Ledger } from './load.ts'
import { newLedger, startLoad } from './load.ts'
import type { Report } from './report.ts'
import type { SeededRandom } from './seeded-random.ts'
import { seededRandom } from './seeded-random.ts'
import { makeSinkWebhook, reportSending, untilSent } from './sending-audit.ts'
import type { ServerProcess } from './server-process.ts'
import { startServer } from './server-process.ts'
import type { TwinName } from './twins/twins.ts'

const life = { shortestMs: 300, longestMs: 1_200 }
const connections = 8
const concurrency = 10

/**
 * Kills Creel under load while it delivers to a sink. In the end each acknowledged request was delivered, none more
 * often than an attempt was under way at a kill, always the same bytes, and none again after its 2xx was recorded.
 */
export async function killWhileSending({
  kills,
  seed,
  twin = 'none',
}: {
  kills: number
  seed: number
  twin?: TwinName
}): Promise<Report> {
  const random = seededRandom(seed)
  const home = mkdtempSync(join(tmpdir(), 'creel-kill-sending-'))
  const sink = await openDeliverySink()
  const ledger = newLedger()
  let server: ServerProcess | null = null
  try {
    server = await startServer({ home, twin })
    await makeSinkWebhook(home, sink.url, concurrency)
    for (let number = 0; number < kills; number += 1) {
      await killDuringLoad(server, ledger, `life-${number}`, random)
      server = await startServer({ home, twin })
    }
    await untilRouted(join(home, 'creel.db'))
    await untilSent(join(home, 'creel.db'))
    const test = `kill-while-sending${twin === 'none' ? '' : ` (${twin})`}`
    return reportSending({ test, seed, kills, concurrency }, ledger, { sink, file: join(home, 'creel.db') })
  } finally {
    await server?.end('SIGKILL')
    await sink.stop()
    rmSync(home, { recursive: true, force: true })
  }
}

async function killDuringLoad(
  server: ServerProcess,
  ledger: Ledger,
  name: string,
  random: SeededRandom,
): Promise<void> {
  const load = startLoad(server.url, ledger, name, { connections })
  await pause(random.between(life.shortestMs, life.longestMs))
  if (server.hasEnded()) throw new Error(`The server ended by itself: ${server.complaints()}`)
  await server.end('SIGKILL')
  await load.stop()
}
