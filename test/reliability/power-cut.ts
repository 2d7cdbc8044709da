import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Findings } from './audit.ts'
import { addFindings, audit, noFindings, untilRouted } from './audit.ts'
import type { Ledger } from './load.ts'
import { newLedger, sendOne, startLoad } from './load.ts'
import type { Rig } from './power-cut-rig.ts'
import { createRig, whyNoRig } from './power-cut-rig.ts'
import type { Report } from './report.ts'
import { skippedReport, toReport } from './report.ts'
import { seededRandom } from './seeded-random.ts'
import { startServer } from './server-process.ts'
import type { TwinName } from './twins/twins.ts'

/** How long there is load between two cuts, in milliseconds. */
const between = { shortestMs: 400, longestMs: 1_600 }

// Paced, so that the log is not checkpointed (and fsynced) all the time.
const connections = 4

/**
 * Cuts the power under load. On what the disk has received, every request that was acknowledged before the cut is
 * there with its bytes, and Creel starts on it and routes what it finds.
 */
export async function powerCut({
  cuts,
  seed,
  twin = 'none',
}: {
  cuts: number
  seed: number
  twin?: TwinName
}): Promise<Report> {
  const test = twin === 'none' ? 'power-cut' : `power-cut (${twin})`
  const reason = whyNoRig()
  if (reason !== null) return skippedReport(test, seed, `The power-cut rig cannot run here: ${reason}.`)
  const rig = createRig()
  const ledger = newLedger()
  try {
    const { findings, cutsWithLoss } = await cutUnderLoad(rig, ledger, { cuts, seed, twin })
    const { latenciesMs, acknowledged } = ledger
    return toReport(test, seed, {
      findings,
      acknowledged: acknowledged.size,
      latenciesMs,
      more: { cuts, cutsWithLoss, ...findings },
    })
  } finally {
    rig.remove()
  }
}

async function cutUnderLoad(
  rig: Rig,
  ledger: Ledger,
  { cuts, seed, twin }: { cuts: number; seed: number; twin: TwinName },
): Promise<{ findings: Findings; cutsWithLoss: number }> {
  const random = seededRandom(seed)
  const findings = noFindings()
  let cutsWithLoss = 0
  const server = await startServer({ home: join(rig.folder, 'creel'), twin, owesHalf: true })
  const load = startLoad(server.url, ledger, 'load', { connections, owesHalf: true })
  try {
    for (let number = 0; number < cuts; number += 1) {
      await pause(random.between(between.shortestMs, between.longestMs))
      if (server.hasEnded()) throw new Error(`The server ended by itself: ${server.complaints()}`)
      const acknowledged = new Set(ledger.acknowledged)
      rig.cut()
      const found = await rig.withCut((folder) => auditCut(join(folder, 'creel'), acknowledged))
      cutsWithLoss += found.lost > 0 ? 1 : 0
      addFindings(findings, found)
    }
    return { findings, cutsWithLoss }
  } finally {
    await load.stop()
    await server.end('SIGKILL')
  }
}

/** The database is looked at as Creel leaves it: it must start on what the cut has left. */
async function auditCut(home: string, acknowledged: Set<string>): Promise<Findings> {
  const server = await startServer({ home, owesHalf: true })
  try {
    const afterwards = newLedger()
    await sendOne(server.url, afterwards, 'after-the-cut')
    await untilRouted(join(home, 'creel.db'))
    return audit(join(home, 'creel.db'), new Set([...acknowledged, ...afterwards.acknowledged]))
  } finally {
    await server.end('SIGTERM')
  }
}
