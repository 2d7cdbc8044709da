import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Findings } from './audit.ts'
import { addFindings, audit, noFindings, untilRouted, worseFindings } from './audit.ts'
import type { Ledger } from './load.ts'
import { newLedger, sendOne, startLoad } from './load.ts'
import type { Report } from './report.ts'
import { percentile, toReport } from './report.ts'
import type { SeededRandom } from './seeded-random.ts'
import { seededRandom } from './seeded-random.ts'
import type { ServerProcess } from './server-process.ts'
import { startServer } from './server-process.ts'
import type { TwinName } from './twins/twins.ts'

/** A life that ends after a random time under load, in milliseconds. */
const life = { shortestMs: 300, longestMs: 1_200 }

/** Each folder sees this many kills: a check of the whole database after each stays quick. */
const killsAFolder = 20

type KillWishes = {
  kills: number
  seed: number
  twin?: TwinName
  /** For a twin: what it must be caught at; once is enough. */
  endAtFirst?: keyof Findings | null
}

/**
 * Kills Creel under load again and again. After each restart every acknowledged request is on disk with its bytes, has
 * been routed and counted once, and SQLite's own check is content.
 */
export async function killUnderLoad({ kills, seed, twin = 'none', endAtFirst = null }: KillWishes): Promise<Report> {
  const random = seededRandom(seed)
  const all = { findings: noFindings(), acknowledged: 0, latenciesMs: [] as number[], restartsMs: [] as number[] }
  for (let done = 0; done < kills && !isCaught(all.findings, endAtFirst); done += killsAFolder) {
    const folder = await killInOneFolder({
      kills: Math.min(killsAFolder, kills - done),
      random,
      twin,
      endAtFirst,
    })
    addFindings(all.findings, folder.findings)
    all.acknowledged += folder.ledger.acknowledged.size
    all.latenciesMs = all.latenciesMs.concat(folder.ledger.latenciesMs)
    all.restartsMs.push(...folder.restartsMs)
  }
  const { restartsMs } = all
  return toReport(twin === 'none' ? 'kill-under-load' : `kill-under-load (${twin})`, seed, {
    ...all,
    more: { kills, ...all.findings, restartP50: percentile(restartsMs, 0.5), restartMost: percentile(restartsMs, 1) },
  })
}

type FolderRun = { findings: Findings; ledger: Ledger; restartsMs: number[] }

async function killInOneFolder({
  kills,
  random,
  twin,
  endAtFirst,
}: Required<Omit<KillWishes, 'seed'>> & { random: SeededRandom }): Promise<FolderRun> {
  const home = mkdtempSync(join(tmpdir(), 'creel-kill-'))
  const file = join(home, 'creel.db')
  const run: FolderRun = { findings: noFindings(), ledger: newLedger(), restartsMs: [] }
  let server: ServerProcess | null = null
  try {
    for (let number = 0; number <= kills; number += 1) {
      const startedAt = performance.now()
      server = await startServer({ home, twin, owesHalf: true })
      await sendOne(server.url, run.ledger, `first-${number}`)
      if (number > 0) {
        run.restartsMs.push(performance.now() - startedAt)
        await untilRouted(file)
        run.findings = worseFindings(run.findings, audit(file, run.ledger.acknowledged))
      }
      if (number === kills || isCaught(run.findings, endAtFirst)) break
      await killDuringLoad(server, run.ledger, `life-${number}`, random)
    }
    return run
  } finally {
    await server?.end('SIGKILL')
    rmSync(home, { recursive: true, force: true })
  }
}

async function killDuringLoad(
  server: ServerProcess,
  ledger: Ledger,
  name: string,
  random: SeededRandom,
): Promise<void> {
  const load = startLoad(server.url, ledger, name, { owesHalf: true })
  await pause(random.between(life.shortestMs, life.longestMs))
  if (server.hasEnded()) throw new Error(`The server ended by itself: ${server.complaints()}`)
  await server.end('SIGKILL')
  await load.stop()
}

const isCaught = (findings: Findings, endAtFirst: keyof Findings | null): boolean =>
  endAtFirst !== null && findings[endAtFirst] > 0
