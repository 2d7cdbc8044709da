import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Findings } from './audit.ts'
import { addFindings, audit, noFindings, untilRouted } from './audit.ts'
import type { Ledger } from './load.ts'
import { newLedger, sendOne, startLoad } from './load.ts'
import type { Report } from './report.ts'
import { skippedReport, toReport } from './report.ts'
import type { SeededRandom } from './seeded-random.ts'
import { seededRandom, wholeBetween } from './seeded-random.ts'
import type { ServerProcess } from './server-process.ts'
import { startServer } from './server-process.ts'
import type { TwinName } from './twins/twins.ts'

/** What fails, and which call of it is the first to fail. */
const faults = [
  { calls: 'fsync,fdatasync', error: 'EIO', first: { least: 20, most: 120 } },
  { calls: 'pwrite64', error: 'ENOSPC', first: { least: 150, most: 1_500 } },
  { calls: 'pwrite64', error: 'EIO', first: { least: 150, most: 1_500 } },
] as const

const failingInARow = 5
const underLoadMs = 1_500

/** Why faults cannot be injected here, or null. */
export function whyNoFaults(): string | null {
  const { status, error, stderr } = spawnSync('strace', ['-f', '--seccomp-bpf', '-o', '/dev/null', 'true'], {
    encoding: 'utf8',
  })
  return status === 0 ? null : `strace does not run (${error?.message ?? stderr.trim()})`
}

/**
 * Lets the disk fail under load. Nothing is acknowledged whose commit failed; the process goes on, or ends and starts
 * clean.
 */
export async function ioErrors({
  runs,
  seed,
  twin = 'none',
}: {
  runs: number
  seed: number
  twin?: TwinName
}): Promise<Report> {
  const test = twin === 'none' ? 'io-errors' : `io-errors (${twin})`
  const reason = whyNoFaults()
  if (reason !== null) return skippedReport(test, seed, `Faults cannot be injected here: ${reason}.`)
  const random = seededRandom(seed)
  const findings = noFindings()
  let acknowledged = 0
  let refused = 0
  for (let number = 0; number < runs; number += 1) {
    const run = await failOnce(random, number, twin)
    addFindings(findings, run.findings)
    acknowledged += run.ledger.acknowledged.size
    refused += [...run.ledger.refused.values()].reduce((sum, count) => sum + count, 0)
  }
  return toReport(test, seed, { findings, acknowledged, more: { runs, refused, ...findings } })
}

async function failOnce(
  random: SeededRandom,
  number: number,
  twin: TwinName,
): Promise<{ findings: Findings; ledger: Ledger }> {
  const { calls, error, first } = faults[number % faults.length] ?? faults[0]
  const from = wholeBetween(random, first.least, first.most)
  const inject = `inject=${calls}:error=${error}:when=${from}..${from + failingInARow}`
  const args = ['-f', '--seccomp-bpf', '-o', '/dev/null', '-e', `trace=${calls}`, '-e', inject]
  const home = mkdtempSync(join(tmpdir(), 'creel-fault-'))
  const ledger = newLedger()
  try {
    // A first start writes its tables: a fault there is a start that fails, which is another test.
    await (await startServer({ home, owesHalf: true })).end('SIGTERM')
    await loadUntilLate(await startServer({ home, twin, owesHalf: true, under: { command: 'strace', args } }), ledger)
    const afterwards = await startServer({ home, owesHalf: true })
    await sendOne(afterwards.url, ledger, 'after-the-fault')
    await untilRouted(join(home, 'creel.db'))
    const findings = audit(join(home, 'creel.db'), ledger.acknowledged)
    await afterwards.end('SIGTERM')
    return { findings, ledger }
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
}

async function loadUntilLate(server: ServerProcess, ledger: Ledger): Promise<void> {
  const load = startLoad(server.url, ledger, 'load', { connections: 8, owesHalf: true })
  await pause(underLoadMs)
  await server.end('SIGKILL')
  await load.stop()
}
